import { fold } from "./fold.ts";
import { type Pattern, parsePattern } from "./pattern-syntax.ts";

/** A pattern with more steps than this, repetitions written out, is refused: time is text times steps. */
const stepsAtMost = 500;

/** What is wrong with a pattern, or undefined where it is fine. */
export function patternProblem(pattern: string): string | undefined {
  const made = machineOf(pattern);
  return typeof made === "string" ? made : undefined;
}

/**
 * Whether the pattern fits somewhere in a folded text; one with a problem fits nowhere.
 *
 * All ways are followed side by side, one character after the other, so that no pattern can go back and try again: the
 * time is at most the text's length times the pattern's steps (K. Thompson, Regular Expression Search Algorithm, 1968).
 */
export function fits(pattern: string, folded: string): boolean {
  const machine = machineOf(pattern);
  return typeof machine !== "string" && runs(machine, folded);
}

type Step =
  | { kind: "take"; takes: (char: string) => boolean; next: number }
  | { kind: "place"; at: (Pattern & { kind: "place" })["at"]; next: number }
  | { kind: "fork"; one: number; other: number }
  | { kind: "found" };

type Machine = { steps: readonly Step[]; first: number };

/** Made once, used for every text; more than these are not in use at once. */
const machinesKept = 500;
const machines = new Map<string, Machine | string>();

function machineOf(pattern: string): Machine | string {
  const known = machines.get(pattern);
  if (known !== undefined) return known;
  const parsed = parsePattern(pattern);
  const made = "problem" in parsed ? parsed.problem : build(parsed.tree);
  if (machines.size >= machinesKept) machines.delete(machines.keys().next().value ?? "");
  machines.set(pattern, made);
  return made;
}

class TooLarge extends Error {}

function build(tree: Pattern): Machine | string {
  const steps: Step[] = [{ kind: "found" }];
  let copies = 0;

  function add(step: Step): number {
    if (steps.length >= stepsAtMost) throw new TooLarge();
    return steps.push(step) - 1;
  }

  /** Puts a part before the step `next`, and gives its first step. */
  function before(part: Pattern, next: number): number {
    switch (part.kind) {
      case "character":
        return takersOf(part.written).reduceRight((after, takes) => add({ kind: "take", takes, next: after }), next);
      case "place":
        return add({ kind: "place", at: part.at, next });
      case "sequence":
        return part.parts.reduceRight((after, each) => before(each, after), next);
      case "choice":
        return part.options
          .map((option) => before(option, next))
          .reduceRight((other, one) => add({ kind: "fork", one, other }));
      case "repeat":
        return repeated(part, next);
    }
  }

  function repeated({ part, min, max }: Pattern & { kind: "repeat" }, next: number): number {
    let first = next;
    if (max === Number.POSITIVE_INFINITY) {
      const fork = { kind: "fork" as const, one: 0, other: next };
      first = add(fork);
      fork.one = before(part, first);
    } else {
      for (let n = min; n < max; n++) first = add({ kind: "fork", one: before(part, first), other: next });
    }
    for (let n = 0; n < min; n++) {
      // an empty group adds no step, however often it is repeated
      copies += 1;
      if (copies > stepsAtMost) throw new TooLarge();
      first = before(part, first);
    }
    return first;
  }

  try {
    const first = before(tree, 0);
    return { steps, first };
  } catch (error) {
    if (error instanceof TooLarge) return "repeats too much: with all repetitions written out it is too long";
    throw error;
  }
}

/** The letters of a text are few; whoever sends more of them has them tried again. */
const charsKept = 2_000;

/** What one written character takes of a folded text: some letters fold to two, and those are taken one by one. */
function takersOf(written: string): ((char: string) => boolean)[] {
  const isPlain = written !== "." && !written.startsWith("\\") && !written.startsWith("[");
  if (isPlain) return [...fold(written)].map((wanted) => (char) => char === wanted);
  const regex = new RegExp(`^${written.startsWith("[") ? plainClass(written) : written}$`, "iu");
  const known = new Map<string, boolean>();
  return [
    (char) => {
      let takes = known.get(char);
      if (takes === undefined) {
        takes = regex.test(char);
        if (known.size >= charsKept) known.clear();
        known.set(char, takes);
      }
      return takes;
    },
  ];
}

/** A class with its full-width and other compatible characters made plain, as the text is. */
const plainClass = (written: string): string =>
  [...written]
    .map((char) => {
      const plain = char.normalize("NFKC");
      if (plain === char || [...plain].length !== 1) return char;
      return /[\^$\\.*+?()[\]{}|/-]/.test(plain) ? `\\${plain}` : plain;
    })
    .join("");

const isWord = (char: string | undefined) => char !== undefined && /^[0-9a-z_]$/.test(char);

function runs({ steps, first }: Machine, text: string): boolean {
  const chars = [...text];
  const seenAt = new Int32Array(steps.length).fill(-1);
  let open: number[] = [];
  for (let at = 0; at <= chars.length; at++) {
    // a match may begin at every character
    const todo = [...open, first];
    open = [];
    for (let number = todo.pop(); number !== undefined; number = todo.pop()) {
      if (seenAt[number] === at) continue;
      seenAt[number] = at;
      const step = steps[number];
      if (!step) continue;
      if (step.kind === "found") return true;
      if (step.kind === "fork") todo.push(step.other, step.one);
      else if (step.kind === "place") {
        if (stands(step.at, chars, at)) todo.push(step.next);
      } else if (at < chars.length && step.takes(chars[at] ?? "")) open.push(step.next);
    }
  }
  return false;
}

function stands(place: (Pattern & { kind: "place" })["at"], chars: readonly string[], at: number): boolean {
  if (place === "start") return at === 0;
  if (place === "end") return at === chars.length;
  const isEdge = isWord(chars[at - 1]) !== isWord(chars[at]);
  return place === "word_edge" ? isEdge : !isEdge;
}

import { parsePattern } from "../conditions/index.ts";
import { waysOf } from "../tools/index.ts";
import { type EntityPattern, known } from "./entity-patterns.ts";

/** Something named in a text: an order, an address, a version. */
export type Entity = {
  kind: string;
  /** As it is looked up by: half width, without what stands around it; an account number shows its last four digits. */
  value: string;
  /** Where it stands in the text. */
  from: number;
  to: number;
};

/** A pattern of an admin's own: what it finds is called `kind`; the group `value`, where there is one, is what counts. */
export type OwnPattern = { kind: string; pattern: string };

const charsRead = 10_000;
const entitiesMost = 50;
/** An own pattern sees the text through windows of this size, each half over the one before. */
const windowChars = 200;
/** In how many ways it may be laid over one of them from one place: a text is then done in milliseconds. */
const waysMost = 2_000;

/** What is wrong with a pattern of an admin's own, in words for them; undefined where it is fine. */
export function entityPatternProblem(pattern: string): string | undefined {
  const parsed = parsePattern(pattern);
  if ("problem" in parsed) return parsed.problem;
  if (new RegExp(pattern, "u").test("")) return "must not match an empty text";
  return waysOf(parsed.tree, windowChars) <= waysMost
    ? undefined
    : "could take too long to look for: repeat fewer parts, or give them an upper bound as in {1,10}";
}

/** The entities of a text in their order, none twice; own patterns come first, and of two in one place the first stays. */
export function entitiesOf(text: string, own: readonly OwnPattern[] = []): Entity[] {
  const read = halfWidth(text.slice(0, charsRead));
  const found: Entity[] = [];
  const put = (entity: Entity) => {
    if (!found.some(({ from, to }) => entity.from < to && from < entity.to)) found.push(entity);
  };
  for (const { kind, pattern } of own) {
    // a pattern that was stored before the rules were stricter is not run
    if (entityPatternProblem(pattern) === undefined) for (const entity of ownOnes(read, kind, pattern)) put(entity);
  }
  for (const pattern of known) for (const entity of knownOnes(read, pattern)) put(entity);
  found.sort((a, b) => a.from - b.from);
  const different = found.filter(
    ({ kind, value }, n) => found.findIndex((each) => each.kind === kind && each.value === value) === n,
  );
  return different.slice(0, entitiesMost);
}

/** Full-width letters, digits and signs in half width, each still one character, so that places stay. */
const halfWidth = (text: string): string =>
  text
    .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replaceAll("\u3000", " ");

function knownOnes(text: string, { kind, find, read }: EntityPattern): Entity[] {
  return [...text.matchAll(find)].flatMap((match) => {
    const value = read(match);
    return value === undefined ? [] : [{ kind, value, ...placeOf(match) }];
  });
}

/** Of the whole match, or of its group `value`. */
function placeOf(match: RegExpMatchArray, at = 0): { from: number; to: number } {
  const [from, to] = match.indices?.groups?.value ?? [match.index ?? 0, (match.index ?? 0) + match[0].length];
  return { from: at + from, to: at + to };
}

function ownOnes(text: string, kind: string, pattern: string): Entity[] {
  const find = new RegExp(pattern, "dgu");
  const found: Entity[] = [];
  for (let at = 0; at < text.length; at += windowChars / 2) {
    const window = text.slice(at, at + windowChars);
    for (const match of window.matchAll(find)) {
      const { from, to } = placeOf(match, at);
      if (to === from) continue;
      // what a window cuts off is whole in the one before or in the next
      const isCut =
        (match.index === 0 && at > 0) ||
        ((match.index ?? 0) + match[0].length === windowChars && at + windowChars < text.length);
      if (!isCut) found.push({ kind, value: text.slice(from, to).trim(), from, to });
      if (found.length >= entitiesMost) return found;
    }
  }
  return found;
}

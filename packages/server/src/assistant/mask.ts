import { clean, halfWidth } from "./clean.ts";
import { type Kind, type Pattern, patterns } from "./mask-patterns.ts";
import { placeholder, sayHidden } from "./mask-words.ts";

/** Hides what is personal or secret in several texts alike, and can put back what may be put back. */
export type Masker = {
  /** The text with placeholders such as `⟦card 1⟧`; the same value has the same placeholder everywhere. */
  mask(text: string): string;
  /** The text with the originals of these kinds in their places, for what is no answer; other placeholders stay. */
  unmask(text: string, kinds: readonly Kind[]): string;
  /** A sentence a visitor can read, which says what was hidden and not how it reads; undefined where none would be left. */
  reword(sentence: string, lang: "en" | "ja"): string | undefined;
};

/** A text without its placeholders. */
export const withoutPlaceholders = (text: string) => text.replace(placeholder, " ");

/** Begins with nothing hidden; use one masker for everything that goes out together. */
export function createMasker(): Masker {
  const byValue = new Map<string, string>();
  const originals = new Map<string, { kind: Kind; value: string }>();
  const counts = new Map<Kind, number>();

  function placeholderOf(kind: Kind, value: string): string {
    const key = `${kind}:${halfWidth(value).toLowerCase()}`;
    const known = byValue.get(key);
    if (known !== undefined) return known;
    const count = (counts.get(kind) ?? 0) + 1;
    const made = `⟦${kind} ${count}⟧`;
    counts.set(kind, count);
    byValue.set(key, made);
    originals.set(made, { kind, value });
    return made;
  }

  return {
    mask(text) {
      let masked = clean(text);
      for (const pattern of patterns) {
        let rest = "";
        let from = 0;
        // half width keeps every character in its place, so what is found there is cut out here
        for (const [start, end] of hiddenBy(pattern, halfWidth(masked))) {
          rest += masked.slice(from, start) + placeholderOf(pattern.kind, masked.slice(start, end));
          from = end;
        }
        masked = rest + masked.slice(from);
      }
      return masked;
    },
    unmask: (text, kinds) =>
      text.replace(placeholder, (found) => {
        const original = originals.get(found);
        return original && kinds.includes(original.kind) ? original.value : found;
      }),
    // what a model made up stands for nothing
    reword: (sentence, lang) =>
      sentence.match(placeholder)?.every((found) => originals.has(found)) === false
        ? undefined
        : sayHidden(sentence, lang),
  };
}

/** So much in front of what was found is enough to say what it is. */
const beforeChars = 40;

/** What a pattern hides of a text, in its order. */
function* hiddenBy({ find, isOne, parts }: Pattern, plain: string): Generator<[from: number, to: number]> {
  for (const match of plain.matchAll(find)) {
    const { index } = match;
    const [start, end] = match.indices?.groups?.hidden ?? [index, index + match[0].trimEnd().length];
    const found = plain.slice(start, end);
    if (/[⟦⟧]/.test(found)) continue;
    if (isOne?.(found, plain.slice(Math.max(0, start - beforeChars), start)) === false) continue;
    for (const [from, to] of parts?.(found) ?? [[0, found.length]]) yield [start + from, start + to];
  }
}

/** One text with what is personal or secret hidden, for logs and reviews. */
export const mask = (text: string) => createMasker().mask(text);

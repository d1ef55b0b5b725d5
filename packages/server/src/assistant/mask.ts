import { clean, halfWidth } from "./clean.ts";
import { type Kind, patterns } from "./mask-patterns.ts";

/** Hides what is personal or secret in several texts alike, and can put back what may be put back. */
export type Masker = {
  /** The text with placeholders such as `⟦card 1⟧`; the same value has the same placeholder everywhere. */
  mask(text: string): string;
  /** The text with the originals of these kinds in their places; other placeholders stay. */
  unmask(text: string, kinds: readonly Kind[]): string;
};

const placeholder = /⟦(?:secret|card|account|email|phone|address|number) \d+⟧/g;

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
      for (const { kind, find, isOne } of patterns) {
        // half width keeps every character in its place, so what is found there is cut out here
        const plain = halfWidth(masked);
        let rest = "";
        let from = 0;
        for (const match of plain.matchAll(find)) {
          const value = match[1] ?? match[0].trimEnd();
          const start = match.index + match[0].indexOf(value);
          const end = start + value.length;
          if (start < from || /[⟦⟧]/.test(value) || isOne?.(value) === false) continue;
          rest += masked.slice(from, start) + placeholderOf(kind, masked.slice(start, end));
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
  };
}

/** One text with what is personal or secret hidden, for logs and reviews. */
export const mask = (text: string) => createMasker().mask(text);

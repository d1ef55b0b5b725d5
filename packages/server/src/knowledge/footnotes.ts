import type { MarkedExtension, Tokens } from "marked";

type Definition = Tokens.Generic & { label: string };

const definition = /^ {0,3}\[\^([^\]\s]{1,100})\]:[ \t]*([^\n]*(?:\n(?:[ \t]*\n)?[ \t]+[^\n]+)*)(?:\n|$)/;
const reference = /^\[\^([^\]\s]{1,100})\]/;

/** Whether a text may have footnotes: most have none, and need no parser of their own. */
export const mayHaveFootnotes = (markdown: string): boolean => markdown.includes("[^");

/**
 * Footnotes for one text: `[^1]` becomes a raised number, what `[^1]: …` says stands in a list at the end, numbered in
 * the order of reading. A mark without a note stays as it is written; a note without a mark comes last.
 */
export function footnotes(): MarkedExtension {
  const defined = new Set<string>();
  const numbers = new Map<string, number>();
  const notes = new Map<string, string>();
  return {
    extensions: [
      {
        name: "footnoteDefinition",
        level: "block",
        start: (source) => source.match(/^ {0,3}\[\^[^\]\s]{1,100}\]:/m)?.index,
        tokenizer(source) {
          const [raw, label, text = ""] = definition.exec(source) ?? [];
          if (raw === undefined || label === undefined) return undefined;
          defined.add(label);
          const token: Definition = { type: "footnoteDefinition", raw, label, tokens: [] };
          this.lexer.inline(text.replace(/\n[ \t]*/g, "\n").trim(), token.tokens);
          return token;
        },
        renderer(token) {
          const { label, tokens = [] } = token as Definition;
          notes.set(label, this.parser.parseInline(tokens));
          return "";
        },
      },
      {
        name: "footnoteReference",
        level: "inline",
        start: (source) => source.indexOf("[^"),
        tokenizer(source) {
          const [raw, label] = reference.exec(source) ?? [];
          if (raw === undefined || label === undefined || !defined.has(label)) return undefined;
          return { type: "footnoteReference", raw, label };
        },
        renderer({ label }) {
          const number = numbers.get(String(label)) ?? numbers.size + 1;
          numbers.set(String(label), number);
          return `<sup>${number}</sup>`;
        },
      },
    ],
    hooks: {
      postprocess(html) {
        const order = [...numbers.keys(), ...[...notes.keys()].filter((label) => !numbers.has(label))];
        const items = order.map((label) => `<li>${notes.get(label) ?? ""}</li>`);
        return items.length === 0 ? html : `${html}<hr><ol>${items.join("")}</ol>`;
      },
    },
  };
}

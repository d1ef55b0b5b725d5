import type { Citation } from "@kotae/sdk/schema";
import { type ComponentChild, h } from "preact";
import { useWidget } from "./context.ts";
import { OutLink } from "./OutLink.tsx";

export type ProseProps = {
  text: string;
  citations?: readonly Citation[] | undefined;
  /** The text still grows: its sources are not known yet. */
  isGrowing?: boolean;
};

/** A message's words: paragraphs, lists and code as people write them, links, and the numbers of sources. */
export function Prose({ text, ...rest }: ProseProps) {
  const blocks = text.split(/(```[\s\S]*?(?:```|$))|\n{2,}/).filter((block) => block?.trim());
  return (
    <>
      {blocks.map((block, index) => (
        <Block key={index} text={block as string} {...rest} />
      ))}
    </>
  );
}

const item = /(?:^|\n) *(?:[-*•]|\d+[.)]) +/;

function Block({ text, ...rest }: ProseProps) {
  const code = /^```.*\n([\s\S]*?)(?:```)?$/.exec(text);
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
  if (code) return <pre tabIndex={0}>{code[1]?.trimEnd()}</pre>;
  // a list may follow its introduction without an empty line
  const [words = "", ...items] = text.trim().split(item);
  return (
    <>
      {words && (
        <p>
          <Words text={words.trim()} {...rest} />
        </p>
      )}
      {items.length > 0 &&
        h(
          /^ *\d/m.test(text) ? "ol" : "ul",
          null,
          items.map((line, index) => (
            <li key={index}>
              <Words text={line} {...rest} />
            </li>
          )),
        )}
    </>
  );
}

const marks = /(`[^`\n]+`|\*\*[^*\n]+\*\*|\[\d{1,2}\]|https?:\/\/[^\s<>"'、。）」]+[^\s<>"'、。）」.,;:!?)\]])/;

function Words({ text, citations, isGrowing }: ProseProps) {
  const { showArticle, t } = useWidget();
  return <>{text.split(marks).map(piece)}</>;

  function piece(part: string, index: number): ComponentChild {
    // every second part is what `marks` found
    if (index % 2 === 0) return part;
    if (part.startsWith("`")) return <code>{part.slice(1, -1)}</code>;
    if (part.startsWith("**")) return <strong>{part.slice(2, -2)}</strong>;
    if (part.startsWith("http")) return <OutLink href={part}>{part}</OutLink>;
    const n = Number(part.slice(1, -1));
    const source = citations?.find((one) => one.n === n);
    if (!source) return isGrowing ? <sup class="ref">{n}</sup> : citations ? null : part;
    const open = () => showArticle(source.articleId);
    return (
      <button type="button" class="ref" aria-label={t("source", { n, title: source.title })} onClick={open}>
        {n}
      </button>
    );
  }
}

/** The part of a growing text that ends with a whole word, so that no word is seen half. */
export const wholeWords = (text: string) => text.replace(/(\[\d*|[\p{Script=Latin}\p{N}`*:/.-]+)$/u, "");

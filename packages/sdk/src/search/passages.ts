/** What the search knows of an article; the same shape travels to the device. */
export type SearchArticle = {
  id: string;
  title: string;
  url: string;
  summary: string;
  keywords: string[];
  sections: { heading: string; text: string }[];
  /** For whom it is; what is not said is for everybody. */
  audience?: "public" | "internal" | undefined;
  siteId?: string | null | undefined;
  deskId?: string | null | undefined;
};

/** A stretch of an article short enough to be read as an answer; `heading` is empty at the article's beginning. */
export type Passage = { articleId: string; title: string; url: string; heading: string; text: string };

const passageChars = 900;

/** The passages of an article: its sections, long ones cut between paragraphs, else sentences; never none. */
export function passagesOf(article: SearchArticle): Passage[] {
  const { id: articleId, title, url } = article;
  const passages: Passage[] = [];
  for (const { heading, text } of article.sections) {
    for (const piece of cut(text.trim())) passages.push({ articleId, title, url, heading, text: piece });
  }
  return passages.length > 0 ? passages : [{ articleId, title, url, heading: "", text: article.summary }];
}

function cut(text: string): string[] {
  if (text.length <= passageChars) return text === "" ? [] : [text];
  const paragraphs = blocksOf(text);
  if (paragraphs.length > 1) return join(paragraphs.flatMap(cut), "\n\n");
  const lines = text.split("\n");
  if (lines.length > 1) return join(lines.flatMap(cut), "\n");
  const sentences = text.split(/(?<=[.!?]\s)|(?<=[。！？])/u);
  if (sentences.length > 1) return join(sentences.flatMap(cut), "");
  return text.match(new RegExp(`[^]{1,${passageChars}}`, "gu")) ?? [];
}

/** The blocks of a text between its empty lines; those inside a program, which stands between fences (```), are its own. */
export function blocksOf(text: string): string[] {
  const blocks: string[] = [];
  let isOpen = false;
  for (const block of text.split(/\n{2,}/)) {
    if (isOpen) blocks[blocks.length - 1] += `\n\n${block}`;
    else blocks.push(block);
    if ((block.match(/^```/gm)?.length ?? 0) % 2 === 1) isOpen = !isOpen;
  }
  return blocks;
}

/** Neighbouring pieces put together again as long as they stay within a passage. */
function join(pieces: string[], glue: string): string[] {
  const joined: string[] = [];
  for (const piece of pieces) {
    const previous = joined.at(-1);
    if (previous !== undefined && previous.length + glue.length + piece.length <= passageChars) {
      joined[joined.length - 1] = previous + glue + piece;
    } else joined.push(piece);
  }
  return joined;
}

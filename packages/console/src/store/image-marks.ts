/** An image in Markdown, its description still to be written. */
export const imageMarkdown = (url: string) => `![](${url})`;
/** Where in `imageMarkdown` the description goes. */
export const altAt = 2;

/** Files an image may be picked from; phones turn their own formats into one of these. */
export const imageTypes = "image/png,image/jpeg,image/gif,image/webp,image/avif,image/svg+xml";
/** The server takes no more, and says the same. */
export const imageBytes = 5_000_000;

/**
 * What stands in a text where an image is on its way, unlike any other in it.
 *
 * It is no Markdown of anything, so a preview shows its words and asks the server for no image.
 */
export function markFor(name: string, words: (name: string) => string, text: string): string {
  const plain = name.replace(/[^\p{L}\p{N}._-]+/gu, "-").slice(0, 40);
  for (let n = 1; ; n++) {
    const mark = `![](… ${words(n === 1 ? plain : `${plain} ${n}`)} …)`;
    if (!text.includes(mark)) return mark;
  }
}

/** A text without the marks of images that have not arrived: those are on their way in one tab only. */
export const withoutMarks = (text: string) => text.replace(/!\[\]\(… [^()\n…]* …\)/g, "");

/** Where an image ends whose description this place is in: another image does not go in there. */
export function endOfImage(text: string, at: number): number | undefined {
  for (const { index, 0: image, 1: alt = "" } of text.matchAll(/!\[([^\]\n]*)\]\([^)\n]*\)/g)) {
    if (at >= index + altAt && at <= index + altAt + alt.length) return index + image.length;
  }
  return undefined;
}

/**
 * The files somebody means to paste.
 *
 * A table or a page that is copied brings a picture of itself beside its words: then the words are meant. A file that is
 * copied brings its name.
 */
export function filesMeant(files: readonly File[], words: string): readonly File[] {
  const names = new Set(files.map(({ name }) => name));
  const lines = words.split(/[\r\n]+/).filter((line) => line !== "");
  return lines.every((line) => names.has(line)) ? files : [];
}

const searchChars = 400;
const isJapanese = /[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/gu;

/**
 * What is searched for: the words of the fields, without what could be an address or a number of somebody's, which
 * finds nothing and is nobody's business before the form is sent.
 */
export function questionOf(texts: readonly string[]): string {
  return texts
    .map((text) => text.normalize("NFKC").toWellFormed().replaceAll("\u0000", " "))
    .join("\n")
    .replace(/[^\s<>(),;]+@[^\s<>(),;]+/gu, " ")
    .replace(/\+?\d(?:[ .()/-]{0,2}\d){6,}/gu, " ")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, searchChars)
    .toWellFormed();
}

/** Whether there is enough to search for: so many characters or two words, and in Japanese four characters. */
export function isEnough(question: string, minChars = 15): boolean {
  const japanese = question.match(isJapanese)?.length ?? 0;
  const words = question.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’.-]+/gu)?.length ?? 0;
  return question.length >= minChars || japanese >= Math.min(4, minChars) || words >= 2;
}

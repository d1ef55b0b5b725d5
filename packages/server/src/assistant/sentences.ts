const segmenters = {
  en: new Intl.Segmenter("en", { granularity: "sentence" }),
  ja: new Intl.Segmenter("ja", { granularity: "sentence" }),
};

/** The sentences of a text, each with its closing marks, without the space around them. */
export function sentences(text: string): string[] {
  const segmenter = /[\p{sc=Hiragana}\p{sc=Katakana}]/u.test(text) ? segmenters.ja : segmenters.en;
  return Array.from(segmenter.segment(text), ({ segment }) => segment.trim()).filter(Boolean);
}

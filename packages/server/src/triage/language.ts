import { cues, endings, stopWordsOf } from "./language-words.ts";

/** The languages that are told apart. */
export const languages = ["en", "ja", "de", "fr", "es", "pt", "it", "zh", "ko", "ar", "he", "nl", "ru"] as const;
export type Language = (typeof languages)[number];

/** Which language a text is in; `undefined` where it has no words. */
export type Told = {
  value: Language | undefined;
  confidence: number;
  /** What told it: a script that only this language writes, or its words and letters. */
  reason: { script: string; words: string[] };
};

const charsRead = 2_000;
/** A character of these says as much as so many Latin ones: Japanese mail quotes English logs, not the other way round. */
const dense = 3;

const scripts = {
  kana: /[\p{sc=Hiragana}\p{sc=Katakana}]/gu,
  han: /\p{sc=Han}/gu,
  hangul: /\p{sc=Hangul}/gu,
  arabic: /\p{sc=Arabic}/gu,
  hebrew: /\p{sc=Hebrew}/gu,
  cyrillic: /\p{sc=Cyrillic}/gu,
  latin: /\p{sc=Latin}/gu,
} as const;

/** Letters of a script that this language does not write: then it is a neighbour that is not on the list. */
const foreign: Partial<Record<Language, RegExp>> = { ru: /[іїєґўјљњ]/giu, ar: /[پچژگٹڈے]/gu };
const foreignConfidence = 0.3;

/** Tells the language of a text; `hint` is what the browser or the site says, for texts that could be several. */
export function tellLanguage(text: string, hint?: string): Told {
  const read = withoutNames(text.slice(0, charsRead).normalize("NFKC").toLowerCase());
  const count = Object.fromEntries(
    Object.entries(scripts).map(([script, find]) => [script, read.match(find)?.length ?? 0]),
  ) as Record<keyof typeof scripts, number>;
  const unspaced = dense * (count.kana + count.han);
  const weights = { ...count, kana: 0, han: unspaced, hangul: dense * count.hangul };
  const [script, most] = Object.entries(weights).reduce((a, b) => (b[1] > a[1] ? b : a), ["none", 0]);
  if (most === 0) return { value: undefined, confidence: 0, reason: { script: "none", words: [] } };
  const all = Object.values(weights).reduce((sum, each) => sum + each, 0);
  if (script === "latin") return latin(read, hint);
  if (script === "han") return scaled(chineseOrJapanese(read, count.kana, count.han, hint), most / all);
  const value = ({ hangul: "ko", arabic: "ar", hebrew: "he", cyrillic: "ru" } as const)[script as "hangul"] as Language;
  const strange = foreign[value] ? (read.match(foreign[value]) ?? []).length : 0;
  return scaled(
    { value, confidence: strange > 0 ? foreignConfidence : sure(most), reason: { script, words: [] } },
    most / all,
  );
}

/** Addresses, file names and numbers belong to no language. */
const withoutNames = (text: string) => text.replace(/\S+@\S+|https?:\/\/\S+|\S*[\d_/\\]\S*/gu, " ");

const scaled = (told: Told, share: number): Told => ({ ...told, confidence: told.confidence * (0.5 + share / 2) });

/** A few letters may be a name. */
const sure = (letters: number) => 1 - 0.5 ** Math.min(10, letters / 3 + 1);

/** Kana is Japanese; without it, characters that only one of the two writes decide, and at last the hint. */
function chineseOrJapanese(text: string, kana: number, han: number, hint?: string): Told {
  const told = (value: Language, confidence: number, words: string[] = []): Told => ({
    ...{ value, confidence },
    reason: { script: kana > 0 ? "kana" : "han", words },
  });
  if (kana / (kana + han) >= 0.08) return told("ja", sure(dense * (kana + han)));
  const [chinese, japanese] = [text.match(cues.zh) ?? [], text.match(cues.ja) ?? []];
  if (chinese.length !== japanese.length) {
    const value = chinese.length > japanese.length ? "zh" : "ja";
    const words = value === "zh" ? chinese : japanese;
    return told(value, Math.max(0.6, sure(3 * words.length)), [...new Set(words)].slice(0, 5));
  }
  const hinted = mainOf(hint);
  if (hinted === "ja" || hinted === "zh") return told(hinted, 0.6);
  // long texts without any kana are not Japanese
  return told("zh", han > 12 ? 0.8 : 0.5);
}

const mainOf = (tag: string | undefined) => tag?.toLowerCase().split("-")[0];

/** How much one word, a letter of its own or an ending says, and a hint. */
const [forWord, forLetter, forEnding, forHint] = [1, 0.7, 0.3, 0.8];

function latin(text: string, hint: string | undefined): Told {
  const scores = new Map<Language, number>();
  const add = (language: Language, weight: number) => scores.set(language, (scores.get(language) ?? 0) + weight);
  const found = new Map<Language, string[]>();
  const words = text.match(/\p{sc=Latin}+/gu) ?? [];
  for (const word of words) {
    const of = stopWordsOf(word);
    for (const language of of) {
      add(language, forWord / of.length);
      found.set(language, [...(found.get(language) ?? []), word]);
    }
    for (const [language, pattern] of endings) if (pattern.test(word)) add(language, forEnding);
    for (const [language, pattern] of cues.latin) if (pattern.test(word)) add(language, forLetter);
  }
  const hinted = languages.find((language) => language === mainOf(hint));
  if (hinted && stopWordsOf.knows(hinted)) add(hinted, forHint);
  const [best, next] = [...scores].sort(([, a], [, b]) => b - a);
  if (!best) return { value: "en", confidence: 0.2, reason: { script: "latin", words: [] } };
  const others = [...scores].reduce((sum, [, score]) => sum + Math.exp(score - best[1]), 0);
  const confidence = (1 / others) * (1 - 0.5 ** (best[1] - (next?.[1] ?? 0) + 1));
  return {
    value: best[0],
    confidence,
    reason: { script: "latin", words: [...new Set(found.get(best[0]))].slice(0, 5) },
  };
}

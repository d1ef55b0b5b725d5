import type { Reason } from "./decide.ts";

type Language = "en" | "ja";

const phrases = {
  en: {
    choose: "I am not sure which of these you mean:",
    maybe: "Is this what you are looking for?",
    more: "Could you tell me a little more? What were you trying to do, and what happened?",
    unknown: "I could not find an answer to this in our articles. A person can help you from here.",
    person: "Of course. Choose “Talk to a person”, and they will see what you wrote here.",
  },
  ja: {
    choose: "次のどれについてのご質問でしょうか。",
    maybe: "お探しのものはこちらでしょうか。",
    more: "もう少し詳しく教えていただけますか。何をしようとして、どうなったかを書いてください。",
    unknown: "この質問の答えは、記事の中に見つかりませんでした。ここからは担当者がお手伝いできます。",
    person: "承知しました。「担当者と話す」を選んでください。ここに書かれた内容は担当者にも伝わります。",
  },
} as const satisfies Record<Language, Record<string, string>>;

/** The language the assistant itself speaks to somebody who reads `lang`. */
export const speaks = (lang: string): Language => (lang.toLowerCase().startsWith("ja") ? "ja" : "en");

/** What the assistant says when it does not answer: the articles to choose from are numbered like sources. */
export function sayInstead(lang: string, reason: Reason | undefined, options: readonly { title: string }[]): string {
  const words = phrases[speaks(lang)];
  const ask = options.length === 1 ? words.maybe : words.choose;
  if (options.length > 0) return [ask, ...options.map(({ title }, n) => `- ${title} [${n + 1}]`)].join("\n");
  if (reason === "asked_for_person") return words.person;
  return reason === "no_words" || reason === "vague" || reason === "torn" ? words.more : words.unknown;
}

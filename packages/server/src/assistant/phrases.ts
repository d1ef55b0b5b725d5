import type { ToolOffer } from "@kotae/sdk/schema";
import type { Reason } from "./decide.ts";

export type Language = "en" | "ja";

/** Why the assistant did not even begin, or did not come to an end. */
export type Stop = "off" | "hold_out" | "turns" | "day_turns" | "stalled";

const phrases = {
  en: {
    choose: "I am not sure which of these you mean:",
    maybe: "Is this what you are looking for?",
    more: "Could you tell me a little more? What were you trying to do, and what happened?",
    unknown: "I could not find an answer to this in our articles. A person can help you from here.",
    person: "Of course. Choose “Talk to a person”, and they will see what you wrote here.",
    straight:
      "Thank you for writing. A person will look after this: choose “Talk to a person”, and they will see what you wrote here.",
    turns:
      "We have gone over this a few times now. A person can help you better from here, and will see everything you wrote.",
    stalled:
      "I am sorry, I could not finish an answer in time. Tell us how to reach you: a person will answer, and will see what you wrote.",
    offer: "I can look this up for you. Choose what you would like:",
    propose: "I found nothing about this in our articles, but this may help. A person can help you as well.",
    passedOn:
      "I am sorry, I could not finish an answer in time. I have passed your question on: a person will answer you.",
  },
  ja: {
    choose: "次のどれについてのご質問でしょうか。",
    maybe: "お探しのものはこちらでしょうか。",
    more: "もう少し詳しく教えていただけますか。何をしようとして、どうなったかを書いてください。",
    unknown: "この質問の答えは、記事の中に見つかりませんでした。ここからは担当者がお手伝いできます。",
    person: "承知しました。「担当者と話す」を選んでください。ここに書かれた内容は担当者にも伝わります。",
    straight:
      "お問い合わせありがとうございます。担当者が承りますので、「担当者と話す」を選んでください。ここに書かれた内容は担当者にも伝わります。",
    turns: "何度かやりとりをいたしましたので、ここからは担当者がお手伝いします。これまでの内容は担当者にも伝わります。",
    stalled:
      "申し訳ありません。時間内に答えをまとめられませんでした。ご連絡先をお知らせください。担当者がお答えします。ここに書かれた内容は担当者にも伝わります。",
    offer: "こちらでお調べできます。ご希望のものを選んでください。",
    propose:
      "記事の中には見つかりませんでしたが、次のものがお役に立つかもしれません。担当者におつなぎすることもできます。",
    passedOn:
      "申し訳ありません。時間内に答えをまとめられませんでした。ご質問は担当者に引き継ぎましたので、お返事をお待ちください。",
  },
} as const satisfies Record<Language, Record<string, string>>;

/** Said before a quotation from an article the visitor's language does not have, by the article's language. */
const foreignPhrases: Record<Language, (lang: string) => string> = {
  en: (lang) => `I found this in ${new Intl.DisplayNames("en", { type: "language" }).of(lang) ?? lang} only:`,
  ja: (lang) => `${new Intl.DisplayNames("ja", { type: "language" }).of(lang) ?? lang}の記事にだけ見つかりました。`,
};

/** The language the assistant itself speaks to somebody who reads `lang`. */
export const speaks = (lang: string): Language => (lang.toLowerCase().startsWith("ja") ? "ja" : "en");

/** What is said before an answer that stands in another language only. */
export const sayForeign = (lang: string, articleLang: string) => foreignPhrases[speaks(lang)](articleLang);

/** What the assistant says when it does not answer: the articles to choose from are numbered like sources. */
export function sayInstead(lang: string, reason: Reason | undefined, options: readonly { title: string }[]): string {
  const words = phrases[speaks(lang)];
  const ask = options.length === 1 ? words.maybe : words.choose;
  if (options.length > 0) return [ask, ...options.map(({ title }, n) => `- ${title} [${n + 1}]`)].join("\n");
  if (reason === "asked_for_person") return words.person;
  return reason === "no_words" || reason === "vague" || reason === "torn" ? words.more : words.unknown;
}

/** What is said where the visitor can have something looked up. */
export const sayOffers = (lang: string, offers: readonly ToolOffer[]) =>
  [phrases[speaks(lang)].offer, ...offers.map(({ title }) => `- ${title}`)].join("\n");

/** What is said where no article answers, but a model thinks that something could be looked up. */
export const sayProposals = (lang: string, offers: readonly ToolOffer[]) =>
  [phrases[speaks(lang)].propose, ...offers.map(({ title }) => `- ${title}`)].join("\n");

/** What is said where a question was passed on to people because it could not be answered in time. */
export const sayPassedOn = (lang: string) => phrases[speaks(lang)].passedOn;

/** What is said where a person is brought in without an attempt. */
export function sayStop(lang: string, why: Stop): string {
  const words = phrases[speaks(lang)];
  return why === "turns" ? words.turns : why === "stalled" ? words.stalled : words.straight;
}

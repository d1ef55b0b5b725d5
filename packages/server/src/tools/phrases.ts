import type { Lang } from "./tool.ts";

/** What is said of a request that did not end with an answer: what is so, and what to do. */
const facts = {
  en: {
    no_answer: "There was no answer to this just now. Please try again in a few minutes.",
    not_found: "Nothing was found for this. Please check what you entered.",
    failed: "This could not be looked up just now. Please try again in a few minutes.",
    late: "The answer did not come in time. What you asked for may have been done all the same, so please look before you ask again.",
    unknown: "We do not know whether your request went through. Please do not send it again.",
    code_not_sent: "The code could not be sent just now. Please try again in a few minutes.",
    no_mail: "This needs a code by email, and none can be sent from here.",
    no_address:
      "This needs a code by email, and we have no address of yours to send it to. If you have an account here, log in and try again.",
    code_over: "This code no longer holds. Please ask once more to get a new one.",
    gone: "This can no longer be asked here.",
  },
  ja: {
    no_answer: "いまは回答を得られませんでした。数分後にもう一度お試しください。",
    not_found: "該当するものが見つかりませんでした。入力した内容をご確認ください。",
    failed: "いまは確認できませんでした。数分後にもう一度お試しください。",
    late: "時間内に回答がありませんでした。ご依頼がすでに処理されていることもありますので、ご確認のうえ、もう一度お試しください。",
    unknown: "ご依頼が届いたかどうかを確認できていません。同じ依頼は、もう一度送らないでください。",
    code_not_sent: "いまは確認番号を送れませんでした。数分後にもう一度お試しください。",
    no_mail: "メールで送る確認番号が必要ですが、いまは送ることができません。",
    no_address:
      "メールで送る確認番号が必要ですが、送り先が分かりません。アカウントをお持ちでしたら、ログインしてからもう一度お試しください。",
    code_over: "この確認番号は使えなくなりました。もう一度依頼して、新しい番号をお受け取りください。",
    gone: "この依頼は、受け付けを終了しました。",
  },
} as const satisfies Record<Lang, Record<string, string>>;

export type Fact = keyof (typeof facts)["en"];

const persons = {
  en: {
    ask: " Choose “Talk to a person” if somebody should look at it.",
    has: " The person who looks after this conversation sees it as well.",
  },
  ja: {
    ask: "担当者に確認してほしいときは、「担当者と話す」を選んでください。",
    has: "この会話の担当者にも伝わっています。",
  },
} as const;

/** A calm sentence on how a request ended, with the next step; people are already there where `hasPerson`. */
export const sayFact = (lang: Lang, fact: Fact, hasPerson: boolean): string =>
  facts[lang][fact] + persons[lang][hasPerson ? "has" : "ask"];

/** The other words visitors meet. */
export const phrases = {
  en: {
    yes: "yes",
    no: "no",
    codeSent: (to: string, minutes: number) =>
      `A code has been sent to ${to}. Enter it here within ${minutes} minutes to go on.`,
    mail: {
      subject: (site: string, code: string) => `${code} is your code for ${site}`,
      lead: (request: string) => `You asked for this in our chat: ${request}`,
      code: "Enter this code there to go on:",
      life: (minutes: number) => `It holds for ${minutes} minutes. None of us will ever ask you for it.`,
      stranger: "If it was not you, there is nothing to do: nothing happens without the code.",
    },
  },
  ja: {
    yes: "はい",
    no: "いいえ",
    codeSent: (to: string, minutes: number) =>
      `${to} に確認番号を送りました。${minutes}分以内にここへ入力すると、続きに進めます。`,
    mail: {
      subject: (site: string, code: string) => `${site}の確認番号は ${code} です`,
      lead: (request: string) => `次のご依頼を承りました。「${request}」`,
      code: "続けるには、次の番号を入力してください。",
      life: (minutes: number) => `この番号は${minutes}分間使えます。こちらから番号をお尋ねすることはありません。`,
      stranger: "お心当たりがなければ、何もなさらないでください。番号が入力されない限り、何も起こりません。",
    },
  },
} as const;

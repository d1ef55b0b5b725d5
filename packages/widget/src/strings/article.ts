import type { Lang } from "../contract.ts";

const en = {
  failed: "This article could not be opened.",
  gone: "This article is no longer there.",
  openInHelp: "Open in the help centre",
  updated: "Updated {date}",
  helpful: "Was this helpful?",
  yes: "Yes",
  no: "No",
  thanks: "Good to hear.",
  missing: "What was missing or unclear?",
  send: "Send",
  thanksForWords: "Thank you. We will look at this article.",
};

/** What is said around an article. */
export const articleWords: Readonly<Record<Lang, typeof en>> = {
  en,
  ja: {
    failed: "この記事を開けませんでした。",
    gone: "この記事は公開を終了しました。",
    openInHelp: "ヘルプセンターで開く",
    updated: "{date}更新",
    helpful: "お役に立ちましたか",
    yes: "はい",
    no: "いいえ",
    thanks: "お役に立てて何よりです。",
    missing: "足りない点、わかりにくい点",
    send: "送る",
    thanksForWords: "ありがとうございます。この記事を見直します。",
  },
};

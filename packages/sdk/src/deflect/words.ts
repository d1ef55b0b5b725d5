const en = {
  title: "These may answer it",
  found: "{n} answers found",
  foundOne: "1 answer found",
  close: "Close the suggestions",
  loading: "Opening…",
  failed: "This article could not be opened here.",
  full: "Open the whole page",
  newTab: "opens in a new tab",
  solved: "That solved it",
  unsolved: "It did not help, keep writing",
  glad: "Good to hear. Nothing was sent, and what you wrote is still here.",
};

/** What is said beside a form; Japanese is written, not translated. */
export const words: Readonly<Record<"en" | "ja", typeof en>> = {
  en,
  ja: {
    title: "こちらで解決するかもしれません",
    found: "{n}件の答えが見つかりました",
    foundOne: "1件の答えが見つかりました",
    close: "候補を閉じる",
    loading: "開いています…",
    failed: "ここでは開けませんでした。",
    full: "ページ全体を開く",
    newTab: "新しいタブで開きます",
    solved: "解決しました",
    unsolved: "解決しないので続きを書く",
    glad: "お役に立てて何よりです。何も送信していません。書かれた内容はそのまま残っています。",
  },
};

export type Words = typeof en;
export type Lang = keyof typeof words;

/** The language somebody is spoken to in, by a tag such as `ja-JP`. */
export const langOf = (tag: string | undefined | null): Lang => (tag?.toLowerCase().startsWith("ja") ? "ja" : "en");

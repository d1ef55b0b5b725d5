import type { Language } from "../language.ts";

/** Every word of the help centre that is not an article's. */
export type Strings = {
  name: string;
  skip: string;
  home: string;
  searchLabel: string;
  searchPlaceholder: string;
  searchButton: string;
  question: string;
  popular: string;
  topics: string;
  other: string;
  all(count: number): string;
  onThisPage: string;
  related: string;
  updated: string;
  otherLanguage: string;
  inLanguage(lang: string): string;
  resultsFor(query: string): string;
  results(count: number): string;
  nothing(query: string): string;
  nothingHint: string;
  person: string;
  personHint: string;
  empty: string;
  missing: string;
  missingHint: string;
  table: string;
  next: string;
  previous: string;
  helpful: string;
  yes: string;
  no: string;
  thanks: string;
  whatWasMissing: string;
  noReply: string;
  sendComment: string;
  thanksForWords: string;
  trap: string;
  feed: string;
  feedAbout: string;
  theme: string;
  themeAuto: string;
  themeLight: string;
  themeDark: string;
  goBack: string;
  refused: string;
  refusedHint: string;
  tooMany: string;
  tooManyHint: string;
};

const names = { en: { en: "English", ja: "Japanese" }, ja: { en: "英語", ja: "日本語" } } as const;
const nameOf = (own: Language, lang: string) => (lang === "en" || lang === "ja" ? names[own][lang] : lang);

export const strings: Record<Language, Strings> = {
  en: {
    name: "Help centre",
    skip: "Skip to content",
    home: "Help centre",
    searchLabel: "Search the articles",
    searchPlaceholder: "Search the articles",
    searchButton: "Search",
    question: "How can we help?",
    popular: "Often read",
    topics: "Topics",
    other: "Other",
    all: (count) => `All ${count} articles`,
    onThisPage: "On this page",
    related: "Related articles",
    updated: "Last updated",
    otherLanguage: "日本語",
    inLanguage: (lang) => `In ${nameOf("en", lang)}`,
    resultsFor: (query) => `Results for “${query}”`,
    results: (count) => (count === 1 ? "1 article" : `${count} articles`),
    nothing: (query) => `Nothing found for “${query}”`,
    nothingHint: "Try other words, or fewer of them.",
    person: "Still looking?",
    personHint: "Ask in the chat at the lower right. If the articles do not know, a person answers.",
    empty: "There are no articles here yet.",
    missing: "This page does not exist",
    missingHint: "The article may have been moved or taken back. Search for it, or start from the help centre.",
    table: "Table",
    next: "Next",
    previous: "Previous",
    helpful: "Was this helpful?",
    yes: "Yes",
    no: "No",
    thanks: "Thank you for telling us.",
    whatWasMissing: "What was missing or unclear?",
    noReply: "We read this, but cannot reply here. Please leave out personal details.",
    sendComment: "Send",
    thanksForWords: "Thank you. Your words help us to make this better.",
    trap: "Leave this empty",
    feed: "New articles as RSS",
    feedAbout: "Articles that are new or were changed",
    theme: "Appearance",
    themeAuto: "Automatic",
    themeLight: "Light",
    themeDark: "Dark",
    goBack: "Go back",
    refused: "This could not be sent",
    refusedHint: "Go back to the article and try again from there.",
    tooMany: "Too much at once",
    tooManyHint: "Please wait a minute, then try again.",
  },
  ja: {
    name: "ヘルプセンター",
    skip: "本文へ移動",
    home: "ヘルプセンター",
    searchLabel: "記事を検索する",
    searchPlaceholder: "記事を検索する",
    searchButton: "検索",
    question: "お困りのことは何ですか",
    popular: "よく読まれている記事",
    topics: "分類",
    other: "その他",
    all: (count) => `すべて見る（${count}件）`,
    onThisPage: "このページの内容",
    related: "関連する記事",
    updated: "最終更新",
    otherLanguage: "English",
    inLanguage: (lang) => `${nameOf("ja", lang)}の記事`,
    resultsFor: (query) => `「${query}」の検索結果`,
    results: (count) => `${count}件の記事`,
    nothing: (query) => `「${query}」に合う記事は見つかりませんでした`,
    nothingHint: "別の言葉や、短い言葉でお試しください。",
    person: "見つかりませんか",
    personHint: "右下のチャットでご質問ください。記事で分からないことには、担当者がお答えします。",
    empty: "まだ記事がありません。",
    missing: "このページは見つかりませんでした",
    missingHint:
      "記事が移動したか、公開が終わった可能性があります。検索するか、ヘルプセンターの最初のページからお探しください。",
    table: "表",
    next: "次へ",
    previous: "前へ",
    helpful: "この記事は役に立ちましたか",
    yes: "はい",
    no: "いいえ",
    thanks: "お知らせいただき、ありがとうございます。",
    whatWasMissing: "足りないことや分かりにくいことは何でしたか",
    noReply: "拝見しますが、ここではお返事できません。個人情報は書かないでください。",
    sendComment: "送信",
    thanksForWords: "ありがとうございます。いただいたご意見を記事の改善に役立てます。",
    trap: "何も書かないでください",
    feed: "新しい記事をRSSで読む",
    feedAbout: "新しい記事と更新された記事",
    theme: "表示の明るさ",
    themeAuto: "自動",
    themeLight: "明るい",
    themeDark: "暗い",
    goBack: "戻る",
    refused: "送信できませんでした",
    refusedHint: "記事に戻り、もう一度お試しください。",
    tooMany: "回数が多すぎます",
    tooManyHint: "1分ほど待ってから、もう一度お試しください。",
  },
};

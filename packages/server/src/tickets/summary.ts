import type { Message, Tried } from "@kotae/sdk/schema";

type Words = Extract<Message, { kind: "message" }>;

const phrases = {
  en: {
    quote: (text: string) => `“${text}”`,
    join: (parts: string[]) => parts.join(", "),
    asked: (first: string, then: string[]) => `Asked ${[first, ...then].join(", then ")}.`,
    shown: (titles: string) => `Shown: ${titles}.`,
    rejected: (titles: string) => `Did not help: ${titles}.`,
    opened: (titles: string) => `Opened: ${titles}.`,
    unanswered: "No article answered it.",
    lookedUp: (text: string) => `Looked up: ${text}`,
    searched: (texts: string) => `Searched for ${texts}.`,
    last: (text: string) => `Last words: ${text}.`,
    between: " ",
  },
  ja: {
    quote: (text: string) => `「${text}」`,
    join: (parts: string[]) => parts.join(""),
    asked: (first: string, then: string[]) => `${[first, ...then].join("、続いて")}とのご質問です。`,
    shown: (titles: string) => `お見せした記事は${titles}です。`,
    rejected: (titles: string) => `${titles}では解決しませんでした。`,
    opened: (titles: string) => `ご自身で${titles}を開かれました。`,
    unanswered: "答えになる記事はありませんでした。",
    lookedUp: (text: string) => `お調べした結果：${text}`,
    searched: (texts: string) => `検索された言葉は${texts}です。`,
    last: (text: string) => `最後に${text}と書かれています。`,
    between: "",
  },
};

const textChars = 160;
const questionsAtMost = 4;
const titlesAtMost = 4;

/**
 * A few sentences for the agent who takes over, in the visitor's language and words: what was asked, what was shown and
 * did not help, what was looked up, and the visitor's last words. Empty where nothing was said.
 */
export function summariseForAgent(log: readonly Message[], tried: Omit<Tried, "summary">, locale: string): string {
  const say = phrases[locale.startsWith("ja") ? "ja" : "en"];
  const words = log.filter((entry): entry is Words => entry.kind === "message");
  const quoted = (texts: readonly string[]) => texts.map((text) => say.quote(short(text)));
  const titles = (articles: Tried["articles"]) =>
    say.join(quoted([...new Set(articles.map(({ title }) => title))].slice(0, titlesAtMost)));
  const parts: string[] = [];

  const questions = quoted([...new Set(tried.questions.map(({ text }) => text).filter((text) => text.trim() !== ""))]);
  const [first, ...then] = questions.slice(0, questionsAtMost);
  if (first !== undefined) parts.push(say.asked(first, then));

  const shown = tried.articles.filter(({ how }) => how === "answer");
  const rejected = tried.articles.filter((article) => article.rejected);
  const opened = tried.articles.filter(({ how, rejected }) => how === "opened" && !rejected);
  if (shown.length > 0) parts.push(say.shown(titles(shown)));
  else if (first !== undefined) parts.push(say.unanswered);
  if (rejected.length > 0) parts.push(say.rejected(titles(rejected)));
  if (opened.length > 0) parts.push(say.opened(titles(opened)));

  const results = words.filter(({ clientId }) => /^run:.*:end$/.test(clientId ?? ""));
  for (const { body } of results.slice(-2)) parts.push(say.lookedUp(short(body)));
  if (tried.searches.length > 0) parts.push(say.searched(say.join(quoted(tried.searches.slice(-titlesAtMost)))));

  const last = words.findLast(({ author }) => author.kind === "visitor")?.body;
  const isNew = last !== undefined && last.trim() !== "" && !tried.questions.some(({ text }) => text === last);
  if (isNew) parts.push(say.last(say.quote(short(last))));
  return parts.join(say.between);
}

/** One line of a text, cut between characters, with no mark at its end that would stand before another. */
function short(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  const characters = [...line];
  return characters.length > textChars
    ? `${characters
        .slice(0, textChars - 1)
        .join("")
        .trimEnd()}…`
    : line;
}

/** What an agent wrote to a customer, and whose names stand in it. */
export type Source = {
  /** The agent's replies, in order. */
  replies: readonly string[];
  /** People's names, which no article should hold. */
  names: readonly string[];
};

export type DraftLang = "en" | "ja";

/** What stands where a name stood. */
export const nameless = "⟦name⟧";

/**
 * The text of an article made from what agents wrote: greetings, thanks, closings, signatures and names are left out,
 * steps become a list. Empty where nothing is left to say.
 */
export function bodyOf({ replies, names }: Source, mask: (text: string) => string): string {
  const texts = replies
    .map((reply) => unsign(reply, names))
    .map((lines) =>
      listed(lines)
        .join("\n")
        .replaceAll(/\n{3,}/g, "\n\n")
        .trim(),
    )
    .filter((text) => !isOnlyAsking(text));
  const kept = texts.filter((text, n) => text !== "" && texts.indexOf(text) === n);
  return mask(withoutNames(kept.join("\n\n"), names)).trim();
}

/** An article's skeleton from the questions alone, which says what is missing. */
export function outlineOf(questions: readonly string[], lang: DraftLang): string {
  const asked = questions.map((question) => `- ${question.replaceAll(/\s+/g, " ").trim()}`).join("\n");
  return lang === "ja"
    ? `> 下書きです。まだ答えが書かれていません。解決済みのチケットがなかったため、質問だけをもとに作りました。\n\n## 寄せられた質問\n\n${asked}\n\n## 答え\n\n（ここに答えを書いてください。結論を最初の一文で述べます。）\n\n## 手順\n\n1. （操作を順に書いてください。）\n\n## うまくいかないとき\n\n（よくあるつまずきと、その確かめ方を書いてください。）\n`
    : `> A draft without an answer yet: no resolved ticket was there to write it from, only the questions.\n\n## What was asked\n\n${asked}\n\n## Answer\n\n(Write the answer here. Begin with the conclusion, in one sentence.)\n\n## Steps\n\n1. (What to do, step by step.)\n\n## If it does not work\n\n(What usually goes wrong, and how to check.)\n`;
}

/** The ways a question was asked, as words the search finds the article by; the title says its own already. */
export function keywordsOf(questions: readonly string[], title: string): string[] {
  const said = new Set([title.trim().toLowerCase()]);
  const found: string[] = [];
  for (const question of questions) {
    const line = question
      .replaceAll(/⟦[^⟧]*⟧/g, " ")
      .replaceAll(/\s+/g, " ")
      .replace(/[\s?？!！。.]+$/u, "")
      .trim();
    // a longer one is no way to put it but a story
    if (line === "" || [...line].length > 60 || said.has(line.toLowerCase())) continue;
    said.add(line.toLowerCase());
    found.push(line);
  }
  return found.slice(0, 15);
}

const greeting =
  /^(?:(?:hi|hello|hey|dear|good (?:morning|afternoon|evening))\b[^.!?\n]{0,60}[,!.:]?|.{0,40}(?:様|さま|さん)[、,。]?|.{0,12}(?:お世話になって(?:おり|い)ます|こんにちは|はじめまして)[、。!！]?.{0,4})$/iu;
const leadIn = /^(?:hi|hello|hey|dear|good (?:morning|afternoon|evening))(?: there| all| team)?[,!]?\s+/iu;
const thanks =
  /^(?:thank(?:s| you)\b[^.!?\n]{0,120}[.!]?|(?:many|kind) thanks[^.!?\n]{0,80}[.!]?|.{0,60}(?:お問い合わせ|ご連絡|お知らせ|ご質問)(?:いただき|くださり|を)?.{0,12}(?:ありがとうございます|ありがとうございました|感謝いたします)[。!！]?|(?:大変)?ご不便.{0,20}申し訳.{0,12}[。]?|sorry (?:for|about|to hear)[^.!?\n]{0,120}[.!]?|i(?:'m| am) sorry (?:for|about|to hear)[^.!?\n]{0,120}[.!]?)$/iu;
const closing =
  /^(?:(?:best|kind|warm|many)?\s*(?:regards|wishes)|best|cheers|sincerely|yours(?: \w+)?|all the best|take care|thanks(?: again)?|thank you|--+|__+|—|敬具)[,.!]?$/iu;
const offer =
  /^(?:(?:please )?(?:let (?:me|us) know|do not hesitate|don't hesitate|feel free)\b[^\n]{0,160}|(?:i|we) hope (?:this|that) helps[^\n]{0,80}|hope (?:this|that) helps[^\n]{0,80}|have a (?:nice|great|good)[^\n]{0,60}|.{0,60}(?:ご不明な点|ご不明点|何かございましたら|お気軽に).{0,60}|.{0,30}(?:どうぞ)?(?:よろしく|宜しく)お願い.{0,20}|.{0,20}以上(?:、|です|となります).{0,20}|お役に立て.{0,30})$/iu;

/** A reply's lines without what is only between the two who wrote to each other. */
function unsign(reply: string, names: readonly string[]): string[] {
  const kept: string[] = [];
  const lines = reply.replaceAll("\r\n", "\n").split("\n");
  for (const [n, line] of lines.entries()) {
    // what follows a closing is a signature, where it is short
    if (
      closing.test(line.trim()) &&
      lines
        .slice(n + 1)
        .join("")
        .trim().length <= 160
    )
      break;
    const text = sentencesOf(line, names);
    if (text !== undefined) kept.push(text);
  }
  while (isSignature(kept.at(-1), names)) kept.pop();
  return kept;
}

/** A line without its courtesies; undefined where it held nothing else. */
function sentencesOf(line: string, names: readonly string[]): string | undefined {
  const trimmed = line.trim();
  // indented lines and list items are content, whatever they say
  if (trimmed === "" || isItem(line)) return line.trimEnd();
  const sentences = trimmed.match(/[^.!?。！？]+(?:[.!?。！？]+(?=\s|$|[^\s\d])|$)\s*|[.!?。！？]+/gu) ?? [trimmed];
  const kept = sentences
    // a greeting as a whole, before what is said of its name is taken off it
    .filter((sentence) => !greeting.test(sentence.trim()))
    .map((sentence, n) => (n === 0 ? unaddressed(sentence, names) : sentence))
    .filter((sentence) => {
      const said = sentence.trim();
      return (
        said !== "" && ![greeting, thanks, offer].some((pattern) => pattern.test(said)) && !isSignature(said, names)
      );
    });
  return kept.length === 0 ? undefined : kept.join("").trim();
}

/** A sentence without the name it begins by. */
function unaddressed(sentence: string, names: readonly string[]): string {
  let text = sentence.replace(leadIn, (found) => (names.length === 0 ? found : ""));
  for (const name of parts(names)) {
    const spoken = new RegExp(`^${quoted(name)}(?:\\s*(?:様|さま|さん))?\\s*[,、:!！]\\s*`, "iu");
    text = text.replace(spoken, "");
  }
  return text === sentence ? sentence : text.replace(/^\p{Ll}/u, (first) => first.toUpperCase());
}

function isSignature(line: string | undefined, names: readonly string[]): boolean {
  if (line === undefined) return false;
  const text = line.trim();
  if (text === "") return true;
  return parts(names).some(
    (name) => text.toLowerCase() === name.toLowerCase() || text.toLowerCase() === `- ${name.toLowerCase()}`,
  );
}

const isItem = (line: string) => /^\s*(?:\d{1,2}[.)．）]|[①-⑳]|[-*•・])\s*\S/u.test(line);

/** Steps and points written the way Markdown knows them, apart from the text before them. */
function listed(lines: readonly string[]): string[] {
  const found: string[] = [];
  let inList = false;
  for (const line of lines) {
    const step = /^\s*(?:(\d{1,2})[.)．）]|([①-⑳]))\s*(.+)$/u.exec(line);
    const point = /^\s*[-*•・]\s*(.+)$/u.exec(line);
    const item = step
      ? `${step[1] ?? (step[2] ?? "①").charCodeAt(0) - "①".charCodeAt(0) + 1}. ${step[3]}`
      : point
        ? `- ${point[1]}`
        : undefined;
    if (item !== undefined && !inList && found.at(-1)?.trim()) found.push("");
    if (item === undefined && inList && line.trim() !== "") found.push("");
    found.push(item ?? line);
    inList = item !== undefined || (inList && line.trim() === "");
  }
  return found;
}

/** A reply that only asks back tells a reader nothing. */
function isOnlyAsking(text: string): boolean {
  const sentences = text.split(/(?<=[.!?。！？])\s*|\n+/u).filter((sentence) => sentence.trim() !== "");
  return (
    sentences.every((sentence) => /[?？]\s*$|(?:ですか|ますか|でしょうか|ください)。?\s*$/u.test(sentence)) &&
    !/^\s*\d/m.test(text) &&
    isShortAsk(text)
  );
}

// “Please do this.” ends like a request as well; only questions are dropped
const isShortAsk = (text: string) => /[?？]|(?:ですか|ますか|でしょうか)/u.test(text) || text.trim() === "";

function withoutNames(text: string, names: readonly string[]): string {
  let clean = text;
  for (const name of parts(names)) {
    const whole = /^[\p{L}\p{N}]/u.test(name) && !/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u.test(name);
    const pattern = whole ? `(?<![\\p{L}\\p{N}])${quoted(name)}(?![\\p{L}\\p{N}])` : quoted(name);
    clean = clean.replaceAll(new RegExp(pattern, "gu"), nameless);
  }
  return clean;
}

/** Whole names first, then their parts: “Ann Lee”, “Ann”, “Lee”. */
const parts = (names: readonly string[]): string[] =>
  [...new Set(names.flatMap((name) => [name.trim(), ...name.trim().split(/\s+/)]))]
    .filter((name) => [...name].length >= 2)
    .sort((a, b) => b.length - a.length);

const quoted = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&");

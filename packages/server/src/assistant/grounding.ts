import { normalize, words } from "@kotae/sdk/search";
import { withoutPlaceholders } from "./mask.ts";
import { sentences } from "./sentences.ts";

type Passage = { title: string; heading: string; text: string };

const citation = /\[(\d{1,2})\]/g;
/** So much of a sentence's words must stand in the passages it cites. */
const share = 0.6;

/**
 * Whether a written sentence rests on passages: it cites at least one, none that does not exist, most of its words
 * stand in what it cites, and so does every number with what it counts, every name, every address, and its “not”.
 */
export function isGrounded(sentence: string, passages: readonly Passage[]): boolean {
  const cited = [...new Set([...sentence.matchAll(citation)].map((match) => Number(match[1])))];
  const sources = cited.map((n) => passages[n - 1]);
  if (cited.length === 0 || sources.includes(undefined)) return false;
  const source = sources.map((passage) => `${passage?.title}\n${passage?.heading}\n${passage?.text}`).join("\n");
  const said = withoutPlaceholders(sentence.replace(citation, " ")).replace(/^\s*(?:\d+[.)]|[-*•])\s/, "");
  const known = new Set(words(source));
  const own = words(said);
  if (own.length === 0 || own.filter((word) => known.has(word)).length / own.length < share) return false;
  return (
    holdsAll(addresses(said), source) &&
    holdsAll(names(said), source) &&
    numbersStand(said, source) &&
    saysNotAlike(said, source)
  );
}

const squeezed = (text: string) => normalize(text).replace(/\s+/g, "");

/** Whether each of these stands in the source, whatever the spaces and cases. */
function holdsAll(pieces: readonly string[], source: string): boolean {
  if (pieces.length === 0) return true;
  const all = squeezed(source);
  return pieces.every((piece) => all.includes(squeezed(piece)));
}

const addresses = (text: string): string[] =>
  (
    text.match(
      /(?:https?:\/\/|www\.)[^\s<>「」（）()]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b(?:[a-z0-9-]+\.)+(?:com|net|org|io|dev|app|jp|co|example|test|info|biz|ru|cn|xyz)\b(?:\/\S*)?/gi,
    ) ?? []
  ).map((each) => each.replace(/[.,;:!?。、]+$/u, ""));

/** Words written like names: capitals after the first word, mixed with digits or signs, katakana, quoted. */
function names(text: string): string[] {
  const capital = [...text.matchAll(/(?<=[^\s.!?:]\s+["'“(]?)\p{Lu}[\p{L}\p{N}_-]*/gu)].map(([each]) => each);
  const coined =
    text.match(/\b(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{2,}\b|\b[A-Z]{2,}\b|\b[a-z]+[A-Z]\w*|`[^`]+`/g) ?? [];
  const katakana = text.match(/[\p{sc=Katakana}ー]{3,}/gu) ?? [];
  const quoted = [...text.matchAll(/[“"「『]([^“”"「」『』]{2,60})[”"」』]/gu)].map((match) => String(match[1]));
  const usual = (each: string) => each === "I" || /^I['’]/.test(each);
  return [
    ...capital.filter((each) => !usual(each)),
    ...coined.map((each) => each.replaceAll("`", "")),
    ...katakana,
    ...quoted,
  ];
}

const inFigures: Record<string, string> = {
  one: "1",
  two: "2",
  three: "3",
  four: "4",
  five: "5",
  six: "6",
  seven: "7",
  eight: "8",
  nine: "9",
  ten: "10",
  eleven: "11",
  twelve: "12",
};
const numberWord =
  /\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|ninety|hundred|thousand|million|half|twice|double|always|all|every|free|only)\b/g;
const money = /[$€£¥]\s?\d|\d\s?(?:円|ドル|ユーロ|dollars?|euros?|pounds?|yen|usd|eur|gbp|jpy)/g;

/** Whether every number stands there too, counting the same thing. */
function numbersStand(said: string, source: string): boolean {
  const [own, other] = [normalize(said), normalize(source)].map((text) =>
    text.replace(/\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b/g, (w) => inFigures[w] ?? w),
  ) as [string, string];
  const there = new Set<string>(other.match(/\d+(?:[.,:]\d+)*/g) ?? []);
  if (!(own.match(/\d+(?:[.,:]\d+)*/g) ?? []).every((number) => there.has(number))) return false;
  const wordsThere = new Set(other.match(numberWord) ?? []);
  if (!(own.match(numberWord) ?? []).every((word) => wordsThere.has(word))) return false;
  const counted = (text: string): string[] => [
    ...[...text.matchAll(/(\d+(?:[.,]\d+)*)\s*([日時分秒年月週円個回%人件枚台階歳]|か月|ヶ月|週間)/gu)].map(
      ([, n, unit]) => `${n}${unit}`,
    ),
    ...[
      ...text.matchAll(
        /(\d+(?:[.,]\d+)*)[\s-]+(?:[a-z]+ )?(second|minute|hour|day|week|month|year|time|percent|item|person|people)/g,
      ),
    ].map(([, n, unit]) => `${n}${unit}`),
    ...(text.match(money) ?? []).map((each) => each.replace(/\s/g, "")),
  ];
  const countedThere = new Set(counted(other));
  return counted(own).every((each) => countedThere.has(each));
}

const negation =
  /\b(?:not|no|never|none|nobody|nothing|cannot|without|neither|nor|unable|impossible|except|unless|\w+n't|don ?t|can ?t)\b|ません|ない|なく|なけれ|ずに|せず|不可|不要|以外|禁止/u;

/** Whether a sentence and the ones it rests on agree about “not”. */
function saysNotAlike(said: string, source: string): boolean {
  const own = new Set(words(said));
  const isNegated = (text: string) => negation.test(normalize(text));
  const rated = sentences(source.replace(/\n+/g, "\n"))
    .flatMap((each) => each.split("\n"))
    .map((text) => {
      const here = new Set(words(text));
      return { text, held: [...own].filter((word) => here.has(word)).length / own.size };
    });
  const most = Math.max(0, ...rated.map(({ held }) => held));
  // put together from several sentences, none of which is the one that must agree
  const floor = most < 0.5 ? Math.min(most, 0.2) : most * 0.9;
  const close = rated.filter(({ held }) => held >= floor && held > 0);
  const wanted = isNegated(said);
  if (most < 0.5 && !wanted) return true;
  return close.some(({ text }) => isNegated(text) === wanted);
}

/** Whether a sentence is in the language the visitor reads. */
export function isInLanguage(sentence: string, lang: "en" | "ja"): boolean {
  const letters = sentence.replace(citation, "").match(/\p{L}/gu) ?? [];
  if (letters.length === 0) return true;
  const japanese = letters.filter((letter) => /[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/u.test(letter)).length;
  const latin = letters.filter((letter) => /\p{sc=Latin}/u.test(letter)).length;
  // names and commands keep their letters in either language
  return lang === "ja" ? japanese / letters.length >= 0.3 : latin / letters.length >= 0.7;
}

/** Whether a text repeats so many words of another in a row that it quotes it. */
export function quotes(text: string, secret: string, run = 8): boolean {
  const tokens = (of: string): string[] => normalize(of).match(/[\p{L}\p{N}]+/gu) ?? [];
  const said = ` ${tokens(text).join(" ")} `;
  const parts = tokens(secret);
  for (let at = 0; at + run <= parts.length; at++) {
    if (said.includes(` ${parts.slice(at, at + run).join(" ")} `)) return true;
  }
  return false;
}

/** Cuts growing text into sentences; a citation after the full stop still belongs to its sentence. */
export function sentenceCutter() {
  let rest = "";
  const boundary = /(?:[.!?]["'”’)]*(?=\s)|[。！？][」』）]*|\n)(?:[ \t]*\[\d{1,2}\])*[.。]?/g;
  return {
    /** The sentences that are certainly complete now. */
    push(text: string): string[] {
      rest += text;
      const done: string[] = [];
      let from = 0;
      for (const match of rest.matchAll(boundary)) {
        const end = match.index + match[0].length;
        const after = rest.slice(end);
        // what follows may still be this sentence's citation, or a figure as in "version 3. 5"
        if (after.trimStart() === "" || /^[ \t]*\[\d{0,2}$/.test(after)) break;
        done.push(rest.slice(from, end));
        from = end;
      }
      rest = rest.slice(from);
      return done;
    },
    /** What is left at the end. */
    end(): string[] {
      const last = rest;
      rest = "";
      return last.trim() === "" ? [] : [last];
    },
  };
}

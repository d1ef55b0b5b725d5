import { normalize, words } from "@kotae/sdk/search";
import { deeds, opposites } from "./deeds.ts";
import { contentOf, isSlip, isSwap, type Lexicon, lexiconOf, type Span, spansIn, type Token } from "./lexicon.ts";
import { things } from "./things.ts";

/** Meanings by their names, and how surely each is meant: 1 where what was said can mean nothing else. */
export type Meant = Readonly<Record<string, number>>;

/** What a question says, as far as it is known what its words mean. */
export type Reading = {
  /** What is to be done, or went wrong. */
  deeds: Meant;
  /** What it is about. */
  things: Meant;
  /** All its words, as `words` cuts them. */
  words: readonly string[];
  /** Those of them no meaning is known for. */
  rest: readonly string[];
  /** How many words the rest really is: without spaces it is cut into pieces that overlap. */
  restWords: number;
  /** Whether a word was taken for another one that was probably meant. */
  isSlipped: boolean;
};

type Lexicons = { deeds: Lexicon; things: Lexicon; known: ReadonlySet<string> };
let lexicons: Lexicons | undefined;

/** Reads the lexicons when the first question is read: a process that sorts none does without. */
function lexiconsOnce(): Lexicons {
  if (!lexicons) {
    const [doing, about] = [lexiconOf(deeds), lexiconOf(things)];
    lexicons = { deeds: doing, things: about, known: new Set([...doing.words, ...about.words]) };
  }
  return lexicons;
}

/** Whether a thing is so common in questions that it hardly tells one from another. */
export const isCommon = (thing: string): boolean => lexiconsOnce().things.faint.has(thing);

/** The same of a deed. */
export const isWeak = (deed: string): boolean => lexiconsOnce().deeds.faint.has(deed);

let opposed: ReadonlySet<string> | undefined;

/** Whether two deeds are near one another in words and far apart in what is wanted. */
export function areOpposed(one: string, other: string): boolean {
  opposed ??= new Set(
    opposites
      .trim()
      .split("\n")
      .map((line) => line.split("|").map((side) => side.trim().split(" ")))
      .flatMap(([some = [], others = []]) => some.flatMap((a) => others.flatMap((b) => [`${a} ${b}`, `${b} ${a}`]))),
  );
  return opposed.has(`${one} ${other}`);
}

/** What nearly every question says, and none is about. */
const quiet = new Set(
  words(
    `please want possible way like able instead try question hey anyone still also really just any some there time good
    one use using used make made take now again only much many more most other others own anymore already yet best
    without within during after before until since today tomorrow yesterday day week month year old long someone
    something anything everything nothing work works going go went come put keep kept tell say said think believe`,
  ),
);

const readings = new Map<string, Reading>();
const readingsMost = 20_000;

/** Reads a question in either language; words that are a slip of the pen away from a known one are taken for it. */
export function readingOf(text: string): Reading {
  const before = readings.get(text);
  if (before) return before;
  if (readings.size >= readingsMost) readings.clear();
  const reading = read(text);
  readings.set(text, reading);
  return reading;
}

function read(text: string): Reading {
  const { deeds, things, known } = lexiconsOnce();
  const content = contentOf(normalize(text));
  const tokens = content.tokens.map((token): Token => ({ ...token, token: spelt(token.token, known) }));
  const isSlipped = tokens.some(({ token }, n) => token !== content.tokens[n]?.token);
  const done = spansIn(deeds, content.plain, tokens);
  const about = spansIn(things, content.plain, tokens);
  let left = content.plain;
  for (const { from, to } of [...done, ...about].flatMap(({ at }) => at)) {
    left = left.slice(0, from) + " ".repeat(to - from) + left.slice(to);
  }
  const rest = [...new Set(words(left))].filter((word) => !quiet.has(word) && !hiragana.test(word));
  return {
    deeds: meantBy(done, about),
    things: meantBy(about, done),
    words: [...new Set(words(text))],
    rest,
    restWords: Math.min(rest.length, left.match(runs)?.length ?? 0),
    isSlipped,
  };
}

/** Nothing but grammar. */
const hiragana = /^[\p{sc=Hiragana}ー]+\u0001?$/u;
/** Words in languages with spaces, and what stands for words in Japanese: Chinese characters or katakana in a row. */
const runs = /[\p{sc=Latin}\p{N}]+|[\p{sc=Han}々]+|[\p{sc=Katakana}ー]+/gu;

/** A word that says both what is to be done and what about, such as “refund”, is one word still. */
const ofBoth = Math.SQRT1_2;

function meantBy(spans: readonly Span[], others: readonly Span[]): Meant {
  const meant: Record<string, number> = {};
  for (const span of spans) {
    const share = others.some((other) => overlap(span, other)) ? ofBoth : 1;
    for (const meaning of span.meanings) {
      meant[meaning] = Math.max(meant[meaning] ?? 0, share / span.meanings.length);
    }
  }
  return meant;
}

const overlap = (one: Span, other: Span): boolean =>
  one.at.some((here) => other.at.some((there) => there.from < here.to && here.from < there.to));

/** So long a word has to be before a letter too many or too few is a slip, and before two swapped ones are. */
const slipsFrom = 5;
const swapsFrom = 4;

function spelt(token: string, known: ReadonlySet<string>): string {
  if (token.length < swapsFrom || known.has(token) || !/^[a-z]+$/.test(token)) return token;
  const isLong = token.length >= slipsFrom;
  for (const other of known) {
    if (other[0] !== token[0]) continue;
    if (isLong && other.length >= slipsFrom ? isSlip(token, other) : isSwap(token, other)) return other;
  }
  return token;
}

import { relativesOf, words } from "@kotae/sdk/search";
import { isCommon, isWeak, type Meant, type Reading, readingOf } from "./meanings/read.ts";

/** A question as far as finding its like needs it. */
export type Asked = {
  id: string;
  text: string;
  lang: string;
  /** Keys of the first articles of its ranking, the best first; an article's languages share one key. */
  articles: readonly string[];
};

/** What a question says, weighed, so that it can be compared. */
export type Sight = {
  lang: string;
  /** Its words and nothing else, to see that two are the same. */
  said: string;
  /** What it means and how much each part of that weighs, with length 1 all together. */
  weights: ReadonlyMap<string, number>;
  /** How long the part of that is that a question in another language could share. */
  meant: number;
  /** Its words as they stand there, weighed the same way. */
  words: ReadonlyMap<string, number>;
  /** What is to be done: all it may be, what tells questions apart, and what can be nothing else. */
  deeds: { all: ReadonlySet<string>; telling: ReadonlySet<string>; sure: ReadonlySet<string> };
  /** What it is about. */
  things: { all: ReadonlySet<string>; telling: ReadonlySet<string> };
  /** Names no article knows. */
  names: ReadonlySet<string>;
  /** Words without a known meaning. */
  rest: ReadonlySet<string>;
};

/** What recent questions and the owner's knowledge tell about words. */
export type Learned = {
  recent: Iterable<{ lang: string; text: string }>;
  /** Words that are written like names and that no article holds: whoever asks for one does not ask for another. */
  names?: ReadonlySet<string>;
  /** Words that several questions have and no article: they say what is asked for, whatever is said beside them. */
  novel?: ReadonlySet<string>;
  /** Groups of words or phrases that the owner says mean the same. */
  synonyms?: readonly (readonly string[])[];
};

/** What weighs how much; `tests/bench/gaps.ts` shows what a change does. */
const weigh = { deed: 2.2, weakDeed: 1.2, thing: 2, commonThing: 0.75, name: 2.6, synonym: 2, word: 1.8, novel: 3.6 };
/** How much less a word weighs beside a deed and a thing that are known, and where it is only the way to say one. */
const beside = 0.88;
const spoken = 0.05;
/** What a word of the general lexicon weighs beside the one that was said. */
const relative = 0.15;
/** A deed is sure from so much of it on: one that is a thing in the same word as well still is. */
const sureFrom = 0.7;

/** Gives a function that looks at questions with what was learned. */
export function createLook({
  recent,
  names = new Set(),
  novel = new Set(),
  synonyms = [],
}: Learned): (asked: Asked) => Sight {
  const tells = tellingOf(recent);
  const groups = synonyms.map((group) => group.map((member) => words(member)).filter((said) => said.length > 0));

  /** The owner's words for the same thing that stand in a question, by their groups. */
  function synonymsIn(reading: Reading): Map<string, readonly string[]> {
    const found = new Map<string, readonly string[]>();
    for (const [n, group] of groups.entries()) {
      const member = group.find((said) => said.every((word) => reading.words.includes(word)));
      if (member) found.set(`=${n}`, member);
    }
    return found;
  }

  return ({ text, lang }) => {
    const reading = readingOf(text);
    const known = new Set(reading.words.filter((word) => names.has(word)));
    const own = synonymsIn(reading);
    const rest = new Set(reading.rest.filter((word) => ![...own.values()].some((member) => member.includes(word))));
    const asked = [...known, ...own.keys(), ...[...rest].filter((word) => novel.has(word))];
    const deeds = setsOf(reading.deeds, isWeak);
    const things = setsOf(reading.things, isCommon, asked);

    const weights = new Map<string, number>();
    const put = (key: string, weight: number) => weights.set(key, Math.max(weights.get(key) ?? 0, weight));
    for (const [deed, sure] of Object.entries(reading.deeds)) {
      put(`deed ${deed}`, sure * (isWeak(deed) ? weigh.weakDeed : weigh.deed));
    }
    for (const [thing, sure] of Object.entries(reading.things)) {
      put(`thing ${thing}`, sure * (isCommon(thing) ? weigh.commonThing : weigh.thing));
    }
    for (const name of known) put(`thing ${name}`, weigh.name);
    for (const group of own.keys()) put(`thing ${group}`, weigh.synonym);
    // pieces of a word weigh together what the word does
    const piece = Math.sqrt(reading.restWords / (reading.rest.length || 1));
    const share = deeds.telling.size > 0 && things.telling.size > 0 ? piece * beside : piece;
    for (const word of reading.words) {
      if (known.has(word)) continue;
      const weight =
        tells(lang, word) * share * (rest.has(word) ? (novel.has(word) ? weigh.novel : weigh.word) : spoken);
      put(word, weight);
      if (!rest.has(word)) continue;
      for (const other of relativesOf(word.slice(0, -1)) ?? []) put(`${other}${word.slice(-1)}`, weight * relative);
    }
    const unit = toUnit(weights);
    return {
      lang,
      said: reading.words.join(" "),
      weights: unit,
      meant: lengthOf([...unit].filter(([key]) => key.startsWith("deed ") || key.startsWith("thing "))),
      words: toUnit(new Map(reading.words.map((word) => [word, tells(lang, word)]))),
      deeds: { ...deeds, sure: new Set([...deeds.all].filter((deed) => (reading.deeds[deed] ?? 0) >= sureFrom)) },
      things,
      names: known,
      rest,
    };
  };
}

const setsOf = (meant: Meant, isFaint: (name: string) => boolean, more: readonly string[] = []) => ({
  all: new Set([...Object.keys(meant), ...more]),
  telling: new Set([...Object.keys(meant).filter((name) => !isFaint(name)), ...more]),
});

/** With so few questions in a language, one more or less says nothing. */
const countedLeast = 20;

/** How telling words are by language, around 1: the fewer recent questions hold one, the more it says. */
function tellingOf(recent: Learned["recent"]): (lang: string, word: string) => number {
  const counts = new Map<string, { total: number; words: Map<string, number> }>();
  for (const { lang, text } of recent) {
    const of = counts.get(lang) ?? { total: 0, words: new Map() };
    counts.set(lang, of);
    of.total += 1;
    for (const word of new Set(words(text))) of.words.set(word, (of.words.get(word) ?? 0) + 1);
  }
  return (lang, word) => {
    const of = counts.get(lang);
    const total = Math.max(of?.total ?? 0, countedLeast);
    return Math.log(1 + total / (0.5 + (of?.words.get(word) ?? 0))) / Math.log(1 + countedLeast);
  };
}

const lengthOf = (weights: Iterable<readonly [string, number]>): number =>
  Math.hypot(...Array.from(weights, ([, weight]) => weight));

function toUnit(weights: ReadonlyMap<string, number>): Map<string, number> {
  const length = lengthOf(weights) || 1;
  return new Map(Array.from(weights, ([key, weight]) => [key, weight / length]));
}

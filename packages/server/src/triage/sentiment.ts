import { english, englishModifiers, japanese, japaneseModifiers } from "./sentiment-words.ts";

export type Sentiment = "negative" | "neutral" | "positive";

/** How somebody writes: by the words that say it. */
export type Felt = {
  value: Sentiment;
  confidence: number;
  /** Below 0 negative, above 0 positive. */
  score: number;
  /** The words that count, and how much each does in its place (“not good” is -1), the strongest first. */
  reason: { words: { word: string; weight: number }[] };
};

const charsRead = 2_000;
/** So much has to speak for a feeling; less is neutral. */
const feltFrom = 1;
/** What a turned-round word is worth: “not good” is bad, “not bad” is less than good. */
const turned = -0.8;
const [stronger, weaker] = [1.5, 0.6];
/** An exclamation strengthens what is said, it says nothing by itself. */
const shouted = 1.2;
const wordsMost = 6;
/** The same word again adds less. */
const fading = 0.5;
/** Thanks is politeness and an error is what a desk is for: all of these together say no more than one of them. */
const mild = 0.5;

type Hit = { word: string; weight: number };

/** Tells the feeling of a text in English or Japanese; of others only its emoticons. */
export function tellSentiment(text: string): Felt {
  const read = text.slice(0, charsRead).normalize("NFKC").replace(/[’‘]/g, "'");
  const hits = [...englishHits(read), ...japaneseHits(read), ...faceHits(read)];
  const strength = /!{2,}/.test(read) || /\b[A-Z]{4,}(?: [A-Z]{3,}){2,}/.test(read) ? shouted : 1;
  const times = new Map<string, number>();
  let [felt, polite] = [0, 0];
  for (const { word, weight } of hits) {
    const before = times.get(word) ?? 0;
    times.set(word, before + 1);
    if (Math.abs(weight) <= mild) polite += weight;
    else felt += weight * strength * fading ** before;
  }
  const score = felt + Math.max(-mild, Math.min(mild, polite));
  const value = score <= -feltFrom ? "negative" : score >= feltFrom ? "positive" : "neutral";
  const words = hits.toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight)).slice(0, wordsMost);
  return { value, confidence: confidenceOf(score, hits.length), score, reason: { words } };
}

/** The further from the border, the surer; where nothing was found, neutral is likely and not proven. */
function confidenceOf(score: number, hits: number): number {
  if (hits === 0) return 0.6;
  const away = Math.abs(Math.abs(score) - feltFrom);
  return Math.min(0.95, 0.5 + 0.25 * away);
}

const wholes = new Map(Object.entries(english));
const stems = Object.entries(english).filter(([word]) => word.endsWith("*"));

function englishHits(text: string): Hit[] {
  const words = text.toLowerCase().match(/[a-z]+(?:'[a-z]+)?|[.,!?;\n]/g) ?? [];
  return words.flatMap((word, at) => {
    const value = wholes.get(word) ?? stems.find(([stem]) => word.startsWith(stem.slice(0, -1)))?.[1];
    if (value === undefined) return [];
    // the end of a sentence or a part of it ends what a “not” reaches
    const before = words.slice(Math.max(0, at - 3), at);
    const reach = before.slice(before.findLastIndex((each) => /^[.,!?;\n]$/.test(each)) + 1);
    const negation = reach.find((each) => englishModifiers.not.has(each));
    const near = reach.slice(-2);
    const grade = near.some((each) => englishModifiers.more.has(each))
      ? stronger
      : near.some((each) => englishModifiers.less.has(each))
        ? weaker
        : 1;
    // “not only bad” and “no problem” are no opposites of what they hold
    if (negation === undefined || reach.includes("only")) return [{ word, weight: value * grade }];
    if (Math.abs(value) <= mild) return [{ word: `${negation} ${word}`, weight: 0 }];
    return [{ word: `${negation} ${word}`, weight: value * turned }];
  });
}

const anyJapanese = new RegExp(
  Object.keys(japanese)
    .sort((a, b) => b.length - a.length)
    .join("|"),
  "gu",
);

function japaneseHits(text: string): Hit[] {
  return [...text.matchAll(anyJapanese)].map(({ 0: word, index }) => {
    const before = text.slice(Math.max(0, index - 6), index);
    const after = text.slice(index + word.length, index + word.length + 12);
    const value = japanese[word] ?? 0;
    const negated = japaneseModifiers.not.exec(after);
    if (negated) return { word: word + negated[0], weight: Math.abs(value) <= mild ? 0 : value * turned };
    const grade = japaneseModifiers.more.test(before) ? stronger : japaneseModifiers.less.test(before) ? weaker : 1;
    return { word, weight: value * grade };
  });
}

const faces: readonly (readonly [RegExp, number])[] = [
  [/(?:^|\s)[:;=]-?[)D](?=\s|$)|[😀😃😄😊🙂😍👍🎉❤]/gu, 1],
  [/(?:^|\s)[:=]'?-?[(/](?=\s|$)|[😞😠😡😢😤🤬👎💢]/gu, -1],
];

const faceHits = (text: string): Hit[] =>
  faces.flatMap(([find, weight]) => (text.match(find) ?? []).map((face) => ({ word: face.trim(), weight })));

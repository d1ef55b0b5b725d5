type Features = Readonly<Record<string, number>>;
type FeatureWords = Readonly<Record<string, { good: string; bad: string }>>;
type Bounds = Readonly<Record<string, readonly [bad: number, good: number]>>;

/** From where on a feature speaks for an article, and up to where against it; between the two it says nothing. */
const ofArticle: Bounds = {
  coverage: [0.4, 0.75],
  passageCoverage: [0.35, 0.7],
  titleCoverage: [0.1, 0.5],
  titleAsked: [-1, 0.7],
  shape: [-1, 0.6],
};
/** The same of the best article alone: how far it is ahead. */
const ofBest: Bounds = { margin: [0.03, 0.15] };
/** The same of the question, whichever the article. */
const ofQuestion: Bounds = { known: [0.7, Number.POSITIVE_INFINITY], terms: [1, Number.POSITIVE_INFINITY] };

/** What speaks for and against an article, in words; a feature nobody has words for is left to the figures. */
export function featuresInWords(
  features: Features,
  words: FeatureWords,
  { isBest }: { isBest: boolean },
): { good: string[]; bad: string[] } {
  return told(features, words, isBest ? { ...ofArticle, ...ofBest } : ofArticle);
}

/** What makes the question itself hard to answer, in words; `features` are those of any article in its ranking. */
export const questionInWords = (features: Features, words: FeatureWords): string[] =>
  told(features, words, ofQuestion).bad;

function told(features: Features, words: FeatureWords, bounds: Bounds): { good: string[]; bad: string[] } {
  const good: string[] = [];
  const bad: string[] = [];
  for (const [name, [low, high]] of Object.entries(bounds)) {
    const value = Object.hasOwn(features, name) ? features[name] : undefined;
    const said = Object.hasOwn(words, name) ? words[name] : undefined;
    if (value === undefined || !said) continue;
    if (value >= high && said.good !== "") good.push(said.good);
    else if (value <= low && said.bad !== "") bad.push(said.bad);
  }
  return { good, bad };
}

/** Why it was decided so, in words; a reason nobody has words for is told as it is. */
export function reasonInWords(reason: string, words: Readonly<Record<string, string>>): string {
  if (Object.hasOwn(words, reason)) return words[reason] ?? reason;
  // whatever a model may have stumbled over
  return (reason.startsWith("model_") ? words.model_failed : undefined) ?? reason;
}

import { words } from "@kotae/sdk/search";

/** A question as far as finding its like needs it. */
export type Asked = {
  id: string;
  text: string;
  lang: string;
  /** Its different words, by `wordsOf`. */
  words: readonly string[];
  /** Keys of the first articles of its ranking, the best first; an article's languages share one key. */
  articles: readonly string[];
};

/** What the questions of a gap share: how many of them hold each word, by language, and which articles they led to. */
export type Profile = {
  langs: Record<string, { size: number; words: Record<string, number> }>;
  articles: Record<string, number>;
};

/**
 * How telling words are, by language: the fewer recent questions hold one, the more it says. `names` are those that say
 * what a question is about however many ask it: names that no article holds.
 */
export type Rarity = ((lang: string, word: string) => number) & { names: ReadonlySet<string> };

/** From these likenesses on a question belongs to a group, and two groups are one; see `tests/bench/gaps.ts`. */
export const sameFrom = 0.36;
export const mergedFrom = 0.5;
/** Articles looked at in a ranking: what comes after them is chance. */
export const articlesCompared = 3;
/** What leading to the same articles adds to sharing words. */
const articleBonus = 0.1;
/** What asking for the same product adds, that no article knows. */
const nameBonus = 0.2;

export const emptyProfile = (): Profile => ({ langs: {}, articles: {} });

/** The different words of a question. */
export const wordsOf = (text: string): string[] => [...new Set(words(text))];

/** Measures how telling words are by the questions given. */
export function rarityOf(
  questions: Iterable<{ lang: string; words: readonly string[] }>,
  names: ReadonlySet<string> = new Set(),
): Rarity {
  const counts = new Map<string, { total: number; words: Map<string, number> }>();
  for (const { lang, words } of questions) {
    const of = counts.get(lang) ?? { total: 0, words: new Map() };
    counts.set(lang, of);
    of.total += 1;
    for (const word of words) of.words.set(word, (of.words.get(word) ?? 0) + 1);
  }
  const rarity = (lang: string, word: string) => {
    const of = counts.get(lang);
    const total = Math.max(of?.total ?? 0, 20);
    return Math.log(1 + total / (0.5 + (names.has(word) ? 1 : (of?.words.get(word) ?? 0))));
  };
  return Object.assign(rarity, { names });
}

/** The profile with one question more. */
export function withQuestion(profile: Profile, asked: Pick<Asked, "lang" | "words" | "articles">): Profile {
  return merged(profile, profileOf(asked));
}

const profileOf = ({ lang, words, articles }: Pick<Asked, "lang" | "words" | "articles">): Profile => ({
  langs: { [lang]: { size: 1, words: Object.fromEntries(words.map((word) => [word, 1])) } },
  articles: Object.fromEntries(articles.slice(0, articlesCompared).map((key) => [key, 1])),
});

/** Both profiles as one. */
export function merged(one: Profile, other: Profile): Profile {
  const langs = { ...one.langs };
  for (const [lang, { size, words }] of Object.entries(other.langs)) {
    const before = langs[lang] ?? { size: 0, words: {} };
    langs[lang] = { size: before.size + size, words: plus(before.words, words) };
  }
  return { langs, articles: plus(one.articles, other.articles) };
}

export const sizeOf = (profile: Profile): number =>
  Object.values(profile.langs).reduce((sum, { size }) => sum + size, 0);

/**
 * How alike two groups of questions in one language are, 0 to 1: the cosine of their telling words, raised a little
 * where they led to the same articles.
 */
export function likeness(one: Profile, other: Profile, lang: string, rarity: Rarity): number {
  const [a, b] = [one.langs[lang], other.langs[lang]];
  if (!a || !b) return 0;
  let both = 0;
  let shared = 0;
  for (const [word, count] of Object.entries(a.words)) {
    const there = b.words[word];
    if (there === undefined) continue;
    both += rarity(lang, word) ** 2 * (count / a.size) * (there / b.size);
    if (count * 3 >= a.size && there * 3 >= b.size) shared += rarity.names.has(word) ? sharedLeast : 1;
  }
  // whoever asks for one product does not ask for another
  const isBoth = Object.keys(a.words).some((word) => isNameOf(a, word, rarity) && isNameOf(b, word, rarity));
  if (!isBoth && isNamed(a, rarity) && isNamed(b, rarity)) return 0;
  // one word alone is a topic, unless it is all there is
  if (shared < Math.min(sharedLeast, coreOf(a), coreOf(b))) return 0;
  const cosine = both / (lengthOf(a, lang, rarity) * lengthOf(b, lang, rarity));
  return Math.min(1, cosine + articleBonus * sharedArticles(one, other) + (isBoth ? nameBonus : 0));
}

type Spoken = Profile["langs"][string];
const isNameOf = ({ size, words }: Spoken, word: string, { names }: Rarity) =>
  names.has(word) && (words[word] ?? 0) * 3 >= size;
const isNamed = (spoken: Spoken, rarity: Rarity) =>
  Object.keys(spoken.words).some((word) => isNameOf(spoken, word, rarity));

/** So many words have to be shared, each by a third of both groups. */
const sharedLeast = 2;
const coreOf = ({ size, words }: Profile["langs"][string]) =>
  Math.max(1, Object.values(words).filter((count) => count * 3 >= size).length);

const lengthOf = ({ size, words }: Profile["langs"][string], lang: string, rarity: Rarity): number =>
  Math.hypot(...Object.entries(words).map(([word, count]) => rarity(lang, word) * (count / size)));

/** Share of the articles most of one's questions led to that most of the other's led to as well. */
function sharedArticles(one: Profile, other: Profile): number {
  const [a, b] = [leading(one), leading(other)];
  const most = Math.min(a.length, b.length);
  return most === 0 ? 0 : a.filter((key) => b.includes(key)).length / most;
}

/** The most alike of several profiles, if it is alike enough; the first of equals. */
export function closest<T extends { profile: Profile }>(
  asked: Asked,
  candidates: readonly T[],
  rarity: Rarity,
): { candidate: T; likeness: number } | undefined {
  const own = profileOf(asked);
  let best: { candidate: T; likeness: number } | undefined;
  for (const candidate of candidates) {
    const alike = likeness(own, candidate.profile, asked.lang, rarity);
    if (alike >= sameFrom && alike > (best?.likeness ?? 0)) best = { candidate, likeness: alike };
  }
  return best;
}

/** The question that is most like all of them: what they are best called. */
export function central(questions: readonly Asked[], rarity: Rarity): Asked | undefined {
  const profile = questions.reduce(withQuestion, emptyProfile());
  let best: { asked: Asked; likeness: number } | undefined;
  for (const asked of questions) {
    // a group of many languages is called by the words of the largest part of it
    const share = (profile.langs[asked.lang]?.size ?? 0) / questions.length;
    const alike = likeness(profileOf(asked), profile, asked.lang, rarity) * share;
    if (!best || alike > best.likeness) best = { asked, likeness: alike };
  }
  return best?.asked;
}

/**
 * Whether two groups of questions are one. In the same language their words say so; in two languages the numbers and
 * names they share, where their rankings do not contradict it or cannot know them, or rankings that agree on the first article and most of
 * what comes with it.
 */
export function isSame(one: Profile, other: Profile, rarity: Rarity): boolean {
  const langs = Object.keys(one.langs).filter((lang) => other.langs[lang] !== undefined);
  if (langs.some((lang) => likeness(one, other, lang, rarity) >= mergedFrom)) return true;
  // what one person asked is too little to recognise in another language
  if (langs.length > 0 || sizeOf(one) < 2 || sizeOf(other) < 2) return false;
  const [top, otherTop] = [leading(one), leading(other)];
  const agree = sharedArticles(one, other);
  if (sharedNames(one, other, rarity) >= 0.5) {
    // rankings say nothing about a name that no article holds
    return agree > 0 || top.length === 0 || otherTop.length === 0 || shareUnknown(one, other, rarity);
  }
  return top[0] !== undefined && top[0] === otherTop[0] && top.length > 1 && otherTop.length > 1 && agree >= 2 / 3;
}

/** Whether both groups ask for something by a name that no article holds. */
function shareUnknown(one: Profile, other: Profile, rarity: Rarity): boolean {
  const [a, b] = [Object.values(one.langs), Object.values(other.langs)];
  return [...rarity.names].some((name) => [a, b].every((all) => all.some((spoken) => isNameOf(spoken, name, rarity))));
}

/** How much of the weight of the names in the group with fewer of them the other group has as well. */
function sharedNames(one: Profile, other: Profile, rarity: Rarity): number {
  const [a, b] = [namesOf(one, rarity), namesOf(other, rarity)];
  const weigh = (names: Map<string, number>, keep: (name: string) => boolean) =>
    [...names].reduce((sum, [name, weight]) => (keep(name) ? sum + weight : sum), 0);
  // an English question is made of Latin words: its names are those that an unspaced language took over
  const of = unspaced(one) ? a : unspaced(other) ? b : undefined;
  if (!of) return 0;
  const all = weigh(of, () => true);
  return all === 0 ? 0 : weigh(of, (name) => a.has(name) && b.has(name)) / all;
}

const unspaced = ({ langs }: Profile) => Object.keys(langs).some((lang) => ["ja", "zh", "ko", "th"].includes(lang));

/** Latin words and numbers that at least a third of a group's questions hold. */
function namesOf(profile: Profile, rarity: Rarity): Map<string, number> {
  const found = new Map<string, number>();
  for (const [lang, { size, words }] of Object.entries(profile.langs)) {
    for (const [word, count] of Object.entries(words)) {
      if (/^[\p{sc=Latin}\d][\p{sc=Latin}\d.+#-]*\u0001?$/u.test(word) && count * 3 >= size) {
        found.set(word, Math.max(found.get(word) ?? 0, rarity(lang, word)));
      }
    }
  }
  return found;
}

const leading = (profile: Profile): string[] =>
  Object.entries(profile.articles)
    .filter(([, count]) => count * 2 >= sizeOf(profile))
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .slice(0, articlesCompared)
    .map(([key]) => key);

function plus(one: Record<string, number>, other: Record<string, number>): Record<string, number> {
  const sum = { ...one };
  for (const [key, count] of Object.entries(other)) sum[key] = (sum[key] ?? 0) + count;
  return sum;
}

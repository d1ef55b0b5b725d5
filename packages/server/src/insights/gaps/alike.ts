import { areOpposed } from "./meanings/read.ts";
import { type Asked, createLook, type Learned, type Sight } from "./sight.ts";
import type { Yardstick } from "./yardstick.ts";

/** A question ready to be compared: what it says, what it led to, and where it points. */
export type Seen = Sight & { articles: readonly string[]; point: Float32Array | undefined };

/** Where texts point, as far as a model said so, and what near means to it. */
export type Pointing = { of(text: string): Float32Array | undefined; yardstick: Yardstick };

export type Measure = {
  see(asked: Asked): Seen;
  /** How alike two questions are, 0 to 1. */
  alike(one: Seen, other: Seen): number;
};

/** What is left of a likeness where deeds, things, or everything on one side contradict it. */
const otherDeed = 0.7;
const oppositeDeed = 0.4;
const otherThing = 0.6;
const oneSided = 0.75;
/** Where the words themselves say more than what they mean: the share of each, and how many have to be shared. */
const byMeaning = 0.5;
const byWords = 0.65;
const sharedLeast = 2;
/** Words of another language can share nothing, so they count for less. */
const foreignWords = 0.2;
/** By what share leading to the same articles raises a likeness. */
const articleBonus = 0.1;
const articlesCompared = 3;
/** How much of what is missing to a likeness can come from where the two point, if that is known of both. */
const pointShare = 0.6;
/** From so near on it does, and this is left of it where the words contradict it. */
const pointsFrom = 0.4;
const otherMeaning = 0.4;
const seenMost = 20_000;

/** Measures how alike questions are, by what was learned. */
export function createMeasure({ points, ...learned }: Learned & { points?: Pointing | undefined }): Measure {
  const look = createLook(learned);
  const before = new Map<string, Sight & { point: Float32Array | undefined }>();
  return {
    see(asked) {
      const key = `${asked.lang} ${asked.text}`;
      let sight = before.get(key);
      if (!sight) {
        if (before.size >= seenMost) before.clear();
        sight = { ...look(asked), point: points?.of(asked.text) };
        before.set(key, sight);
      }
      return { ...sight, articles: asked.articles.slice(0, articlesCompared) };
    },
    alike(one, other) {
      if (one.said !== "" && one.said === other.said) return 1;
      const likeness = likenessOf(one, other);
      if (!points || !one.point || !other.point) return likeness;
      const near = points.yardstick(one.point, other.point, one.lang !== other.lang);
      const gain = Math.max(0, (near - pointsFrom) / (1 - pointsFrom)) * (isOther(one, other) ? otherMeaning : 1);
      return likeness + pointShare * gain * (1 - likeness);
    },
  };
}

function likenessOf(one: Seen, other: Seen): number {
  const cosine = cosineOf(one, other);
  if (cosine === 0) return 0;
  // whoever asks for one product does not ask for another
  if (one.names.size > 0 && other.names.size > 0 && !meet(one.names, other.names)) return 0;
  if (isOpposite(one, other)) return cosine * oppositeDeed;
  const left = leftOf(one, other);
  const meant = cosine * left;
  const likeness = Math.max(meant, byMeaning * meant + byWords * left * wordsShared(one, other));
  return Math.min(1, likeness * (1 + articleBonus * articlesShared(one, other)));
}

/** What is left of a likeness after what the two do not have in common. */
function leftOf(one: Seen, other: Seen): number {
  const isSameDeed = meet(one.deeds.all, other.deeds.all);
  const isSameThing = meet(one.things.all, other.things.all);
  let left = 1;
  if (!isSameDeed && one.deeds.telling.size > 0 && other.deeds.telling.size > 0) left *= otherDeed;
  const [about, otherAbout] = [aboutOf(one), aboutOf(other)];
  if (!isSameThing && about.size > 0 && otherAbout.size > 0 && !meet(about, otherAbout)) left *= otherThing;
  if (!(isSameDeed && isSameThing) && !meet(one.rest, other.rest)) left *= oneSided;
  return left;
}

/** Whether two questions are known to want something else, or to be about something else. */
function isOther(one: Seen, other: Seen): boolean {
  const differ = (some: Sight["deeds" | "things"], others: Sight["deeds" | "things"]) =>
    some.telling.size > 0 && others.telling.size > 0 && !meet(some.all, others.all);
  return differ(one.deeds, other.deeds) || differ(one.things, other.things) || isOpposite(one, other);
}

const isOpposite = (one: Seen, other: Seen): boolean =>
  areOpposite(one.deeds.sure, other.deeds.sure) || areOpposite(one.deeds.all, other.deeds.all);

/** What a question is about: a word nobody knows a meaning for is a thing as well. */
const aboutOf = ({ things, rest }: Sight): ReadonlySet<string> => (things.telling.size > 0 ? things.telling : rest);

function areOpposite(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  if (meet(some, others)) return false;
  for (const one of some) for (const other of others) if (areOpposed(one, other)) return true;
  return false;
}

function meet(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  for (const one of some) if (others.has(one)) return true;
  return false;
}

/** How alike the words are as they stand there; one alone is a topic. */
function wordsShared(one: Seen, other: Seen): number {
  if (one.lang !== other.lang) return 0;
  let sum = 0;
  let count = 0;
  for (const [word, weight] of one.words) {
    const there = other.words.get(word);
    if (there === undefined) continue;
    sum += weight * there;
    count += 1;
  }
  return count < sharedLeast ? 0 : sum;
}

function cosineOf(one: Seen, other: Seen): number {
  const sum = product(one.weights, other.weights);
  if (sum === 0 || one.lang === other.lang) return sum;
  return Math.min(1, sum / (foreignLength(one) * foreignLength(other)));
}

/** How long a question is to one in another language. */
const foreignLength = ({ meant }: Sight): number => Math.sqrt(meant ** 2 + foreignWords * (1 - meant ** 2)) || 1;

/** What two weighed texts share. */
export function product(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number {
  const [few, many] = one.size <= other.size ? [one, other] : [other, one];
  let sum = 0;
  for (const [key, weight] of few) sum += weight * (many.get(key) ?? 0);
  return sum;
}

function articlesShared({ articles: one }: Seen, { articles: other }: Seen): number {
  const most = Math.min(one.length, other.length);
  return most === 0 ? 0 : one.filter((key) => other.includes(key)).length / most;
}

import { type Measure, product, type Seen } from "./alike.ts";
import { readingOf } from "./meanings/read.ts";
import type { Asked } from "./sight.ts";

/** A question a gap is known by. */
export type Sample = Asked & {
  /** The gap it came from, where a person said that two are one: they stay apart in what others are compared with. */
  part?: string;
};

/** Questions that mean the same: how many there are by language, and those of them that others are compared with. */
export type Group = { langs: Readonly<Record<string, number>>; samples: readonly Sample[] };

/** From these likenesses on a question belongs to a group, and two groups are one; see `tests/bench/gaps.ts`. */
export const sameFrom = 0.4;
export const mergedFrom = 0.42;
/** A part of a group is known by its first questions and its last. */
const firstKept = 12;
const lastKept = 12;

export const emptyGroup = (): Group => ({ langs: {}, samples: [] });

export const sizeOf = ({ langs }: Group): number => Object.values(langs).reduce((sum, count) => sum + count, 0);

/** The group with one question more, in one of its parts. */
export function withQuestion(group: Group, asked: Asked, part?: string): Group {
  const sample: Sample = part === undefined ? asked : { ...asked, part };
  return { langs: plus(group.langs, { [asked.lang]: 1 }), samples: kept([...group.samples, sample]) };
}

/** Both groups as one. */
export const merged = (one: Group, other: Group): Group => ({
  langs: plus(one.langs, other.langs),
  samples: kept([...one.samples, ...other.samples]),
});

/** The same group as a part of the one somebody put it into. */
export const asPart = ({ langs, samples }: Group, part: string): Group => ({
  langs,
  samples: samples.map((sample) => ({ ...sample, part: sample.part ?? part })),
});

function kept(samples: readonly Sample[]): readonly Sample[] {
  if (samples.length <= firstKept + lastKept) return samples;
  return [...Map.groupBy(samples, ({ part }) => part).values()].flatMap((of) =>
    of.length <= firstKept + lastKept ? of : [...of.slice(0, firstKept), ...of.slice(-lastKept)],
  );
}

/** A part of a group, ready to be compared; its sketch is what its questions weigh on average. */
type Part = { id: string | undefined; seen: readonly Seen[]; sketch: ReadonlyMap<string, number>; hasPoints: boolean };

const read = new WeakMap<Measure, WeakMap<readonly Sample[], Part[]>>();

function partsOf({ samples }: Group, measure: Measure): Part[] {
  const all = read.get(measure) ?? new WeakMap<readonly Sample[], Part[]>();
  read.set(measure, all);
  const before = all.get(samples);
  if (before) return before;
  const parts = [...Map.groupBy(samples, ({ part }) => part)].map(([id, of]) => partOf(of.map(measure.see), id));
  all.set(samples, parts);
  return parts;
}

function partOf(seen: readonly Seen[], id?: string): Part {
  const sketch = new Map<string, number>();
  for (const { weights } of seen) {
    for (const [key, weight] of weights) sketch.set(key, (sketch.get(key) ?? 0) + weight / seen.length);
  }
  return { id, seen, sketch, hasPoints: seen.some(({ point }) => point !== undefined) };
}

/** Below this, no two of their questions can be alike enough to matter; to find that out is cheap. */
const sketchedFrom = 0.1;

/** The likeness of every question here to every one there, on average: one that stands out does not decide. */
function between(some: Part, others: Part, measure: Measure): number {
  if (!(some.hasPoints && others.hasPoints) && product(some.sketch, others.sketch) < sketchedFrom) return 0;
  let sum = 0;
  for (const one of some.seen) for (const other of others.seen) sum += measure.alike(one, other);
  return sum === 0 ? 0 : sum / (some.seen.length * others.seen.length);
}

/** How like a group a question is, 0 to 1, by the part of it that it is nearest to. */
export const nearness = (asked: Asked, group: Group, measure: Measure): { near: number; part: string | undefined } =>
  nearestPart(partOf([measure.see(asked)]), group, measure);

function nearestPart(own: Part, group: Group, measure: Measure): { near: number; part: string | undefined } {
  let best: { near: number; part: string | undefined } = { near: 0, part: undefined };
  for (const part of partsOf(group, measure)) {
    const near = between(own, part, measure);
    if (near > best.near) best = { near, part: part.id };
  }
  return best;
}

/** How like each other two groups are, 0 to 1, by the parts of them that are most alike. */
export function likeness(one: Group, other: Group, measure: Measure): number {
  let most = 0;
  for (const some of partsOf(one, measure)) {
    for (const others of partsOf(other, measure)) most = Math.max(most, between(some, others, measure));
  }
  return most;
}

/** Whether two groups are one. */
export const isSame = (one: Group, other: Group, measure: Measure): boolean =>
  likeness(one, other, measure) >= mergedFrom;

export type Closest<T> = { candidate: T; near: number; part: string | undefined };

/** The nearest of several groups, if it is near enough; the first of equals. */
export function closest<T extends { group: Group }>(
  asked: Asked,
  candidates: Iterable<T>,
  measure: Measure,
): Closest<T> | undefined {
  const own = partOf([measure.see(asked)]);
  let best: Closest<T> | undefined;
  for (const candidate of candidates) {
    const found = nearestPart(own, candidate.group, measure);
    if (found.near >= sameFrom && found.near > (best?.near ?? 0)) best = { candidate, ...found };
  }
  return best;
}

/** What a slip of the pen leaves of a question as a name. */
const misspelt = 0.8;

/** The question that is most like all of them: what they are best called. */
export function central<T extends Asked>(questions: readonly T[], measure: Measure): T | undefined {
  const langs = Map.groupBy(questions, ({ lang }) => lang);
  const all = partOf(questions.map(measure.see));
  let best: { asked: T; likeness: number } | undefined;
  for (const asked of questions) {
    // a group of many languages is called by the words of the largest part of it
    const share = (langs.get(asked.lang)?.length ?? 0) / questions.length;
    const quality = readingOf(asked.text).isSlipped ? misspelt : 1;
    const likeness = between(partOf([measure.see(asked)]), all, measure) * share * quality;
    if (!best || likeness > best.likeness) best = { asked, likeness };
  }
  return best?.asked;
}

function plus(one: Readonly<Record<string, number>>, other: Readonly<Record<string, number>>): Record<string, number> {
  const sum = { ...one };
  for (const [key, count] of Object.entries(other)) sum[key] = (sum[key] ?? 0) + count;
  return sum;
}

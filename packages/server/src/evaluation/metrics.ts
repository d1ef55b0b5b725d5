import type { Decision } from "@kotae/sdk/schema";
import type { Features } from "@kotae/sdk/search";

/** A question with what was expected of it and what it got; `ranked` is best first. */
export type Judged = {
  id: string;
  lang: string;
  kind: string;
  answerable: boolean;
  answers: readonly string[];
  ranked: readonly { articleId: string; score: number }[];
  /** 0 to 1: how likely the first article answers it. */
  confidence: number;
  decision: Decision;
  /** What the confidence was made of; missing where nothing was found. */
  first?: { score: number; features: Features };
};

/**
 * How well questions were ranked and refused; shares are 0 to 1, and null where nothing was there to measure.
 *
 * R@k: a right article among the first k. MRR: mean of 1/rank of the first right one. A@5, A@10: share of answerable
 * questions that got the right article first while the threshold lets 5 % or 10 % of the unanswerable ones through.
 * `ece`: expected calibration error, ten bins of equal width (Naeini et al. 2015). `answered`: share decided to be
 * answered; `wrong`: share of those where the first article was not the right one.
 */
export type Figures = {
  questions: number;
  answerable: number;
  r1: number | null;
  r3: number | null;
  mrr: number | null;
  a5: number | null;
  a10: number | null;
  ece: number | null;
  answered: number | null;
  wrong: number | null;
};

/** The figures of some questions. */
export function figuresOf(rows: readonly Judged[]): Figures {
  const answerable = rows.filter((row) => row.answerable);
  const others = rows.filter((row) => !row.answerable);
  const given = rows.filter(({ decision }) => decision === "answer");
  return {
    questions: rows.length,
    answerable: answerable.length,
    r1: share(answerable, (row) => rankOf(row) === 1),
    r3: share(answerable, (row) => rankOf(row) <= 3),
    mrr: mean(answerable, (row) => 1 / rankOf(row)),
    a5: answeredAt(answerable, others, 0.05),
    a10: answeredAt(answerable, others, 0.1),
    ece: calibrationError(rows.map((row) => ({ confidence: row.confidence, right: isRight(row) }))),
    answered: share(rows, ({ decision }) => decision === "answer"),
    wrong: share(given, (row) => !isRight(row)),
  };
}

/** The figures of each language and of each kind, by name, in alphabetical order. */
export function figuresBy(rows: readonly Judged[], key: "lang" | "kind"): Record<string, Figures> {
  const groups = Map.groupBy(rows, (row) => row[key]);
  return Object.fromEntries(
    [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, of]) => [name, figuresOf(of)]),
  );
}

/**
 * The mean distance between how sure and how right, over ten bins of equal width, weighted by their sizes; null
 * without any question.
 */
export function calibrationError(samples: readonly { confidence: number; right: boolean }[]): number | null {
  if (samples.length === 0) return null;
  const bins = Array.from({ length: 10 }, () => ({ sure: 0, right: 0 }));
  for (const { confidence, right } of samples) {
    const bin = bins[Math.min(9, Math.max(0, Math.floor(confidence * 10)))];
    if (!bin) continue;
    bin.sure += confidence;
    bin.right += right ? 1 : 0;
  }
  return bins.reduce((sum, { sure, right }) => sum + Math.abs(sure - right), 0) / samples.length;
}

/** Whether the first article of the ranking answers the question. */
export const isRight = ({ answerable, answers, ranked }: Judged) =>
  answerable && answers.includes(ranked[0]?.articleId ?? "");

/** 1 for the first place; infinite where no right article was found. */
function rankOf({ ranked, answers }: Judged): number {
  const at = ranked.findIndex(({ articleId }) => answers.includes(articleId));
  return at < 0 ? Number.POSITIVE_INFINITY : at + 1;
}

function answeredAt(answerable: readonly Judged[], others: readonly Judged[], letThrough: number): number | null {
  if (answerable.length === 0 || others.length === 0) return null;
  const wrongly = others.map(({ confidence }) => confidence).sort((a, b) => b - a);
  const threshold = wrongly[Math.floor(wrongly.length * letThrough)] ?? -1;
  return share(answerable, (row) => isRight(row) && row.confidence > threshold);
}

const share = <T>(rows: readonly T[], holds: (row: T) => boolean) => mean(rows, (row) => (holds(row) ? 1 : 0));

const mean = <T>(rows: readonly T[], of: (row: T) => number): number | null =>
  rows.length === 0 ? null : rows.reduce((sum, row) => sum + of(row), 0) / rows.length;

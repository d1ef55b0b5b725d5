import type { Coefficients, Features } from "@kotae/sdk/search";
import type { PastQuestion } from "../questions/index.ts";
import { confidenceOf } from "./decide.ts";
import { type Sample, thresholdFor } from "./precision.ts";

export type Threshold = {
  threshold: number;
  source: "own" | "shipped";
  /** How many questions it was learned from. */
  samples: number;
};

/** The last questions of a site, or of all sites. */
export type ReadSamples = (siteId: string | undefined) => Promise<Sample[]>;

/** So long the same questions are reckoned with: a threshold that moved with every question would help nobody. */
const keptMillis = 5 * 60_000;
/** So many of the last questions count. */
export const samplesAtMost = 1_000;
/** Older questions were asked of another knowledge base. */
export const sampleDays = 90;

/** Gives the threshold for a wanted precision, from each site's own questions where there are enough. */
export function createThresholds(read: ReadSamples = async () => [], now: () => number) {
  const known = new Map<string, { at: number; samples: Promise<Sample[]> }>();
  return async (wrongAtMost: number, siteId?: string): Promise<Threshold> => {
    const key = siteId ?? "";
    let kept = known.get(key);
    if (!kept || now() - kept.at >= keptMillis) {
      kept = { at: now(), samples: read(siteId) };
      known.set(key, kept);
      // what could not be read is read again by the next who asks
      kept.samples.catch(() => known.delete(key));
    }
    const samples = await kept.samples;
    return { ...thresholdFor(wrongAtMost, samples), samples: samples.length };
  };
}

/** Reasons that have nothing to do with how sure the assistant was. */
const apart = new Set([
  "asked_for_person",
  "no_words",
  "nothing_found",
  "title_asked",
  "off",
  "hold_out",
  "turns",
  "stalled",
]);

/** Whether a question was decided by how sure the assistant was of its best article. */
export const isMeasured = ({ reasons, ranked }: Pick<PastQuestion, "reasons" | "ranked">) =>
  ranked.length > 0 && !reasons.some((reason) => apart.has(reason));

/**
 * How sure the assistant would be of a past question today, and what is known of that: an agent's word counts before
 * the visitor's. The confidence is made anew of what was kept, because an upgrade may have changed how it is made.
 */
export function toSample(question: PastQuestion, coefficients?: Coefficients): Sample {
  const { reviewed, rightArticleId, solved, decision, ranked } = question;
  const [best] = ranked;
  const confidence = best
    ? confidenceOf({ score: best.score, features: best.features as Features }, coefficients)
    : question.confidence;
  const byVisitor = decision === "answer" ? solved : null;
  return { confidence, right: reviewed ? ranked[0]?.articleId === rightArticleId : byVisitor };
}

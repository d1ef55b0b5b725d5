import type { Ranked } from "@kotae/sdk/schema";
import { words } from "@kotae/sdk/search";
import type { Reader, Searcher, SearchHit } from "../knowledge/index.ts";
import { clean } from "./clean.ts";
import { decide, type Rules, type Verdict } from "./decide.ts";
import { sentences } from "./sentences.ts";

export type Entry = { author: string; body: string };

/** A verdict with the question it was reached for, which may be a part of what was asked or more than it. */
export type Judged = {
  verdict: Verdict<SearchHit>;
  /** What was looked up. */
  meant: string;
  /** The ranking the verdict rests on, best first. */
  hits: SearchHit[];
};

export type Asked = {
  question: string;
  lang: string;
  /** Whose articles are looked at. */
  reader: Reader;
  history: readonly Entry[];
  rules: Rules;
  search: Searcher["search"];
  /** The question understandable by itself, worded by a model; undefined where there is none or it did not help. */
  rewrite(): Promise<string | undefined>;
};

const hitsLookedAt = 5;
/** So many ways to read a message are tried before it counts as not answered. */
const triesAtMost = 6;
/** A part of a message has to go so much of the remaining way to certainty. */
const surerShare = 1 / 2;
/** A sentence with fewer words that say something asks nothing by itself. */
const tellingWords = 2;

/**
 * The verdict on a question: as it was written, else on a sentence of it that asks something, else together with what
 * was said before, because it may follow on that.
 */
export async function judge(asked: Asked): Promise<Judged> {
  const { history } = asked;
  const question = clean(asked.question).trim();
  let tries = 0;
  const consider = async (meant: string, rules = asked.rules): Promise<Judged> => {
    tries += 1;
    const { lang, reader } = asked;
    const hits = await asked.search({ q: meant, lang, limit: hitsLookedAt, ...reader });
    return { verdict: decide(meant, hits, rules), meant, hits };
  };
  const isAnswer = ({ verdict }: Judged) => verdict.decision === "answer";
  const followsOn = history.some(({ author }) => author === "visitor") && leansOnBefore(question);

  // "and for gift cards?" alone would be answered for something else
  const rewritten = followsOn ? await asked.rewrite() : undefined;
  if (rewritten !== undefined) {
    const found = await consider(rewritten);
    if (isAnswer(found)) return found;
  }
  const alone = await consider(question);
  if (isAnswer(alone) || alone.verdict.reasons.includes("asked_for_person")) return alone;

  // a part is answered only where it is surer: who asks often enough is wrong once
  const { threshold } = asked.rules;
  const surer = { ...asked.rules, threshold: threshold + (1 - threshold) * surerShare };
  const parts = sentences(question).filter((part) => words(part).length >= tellingWords);
  const inParts: Judged[] = [];
  if (parts.length > 1 || (parts.length === 1 && parts[0] !== question)) {
    for (const part of parts.slice(0, triesAtMost - tries)) inParts.push(await consider(part, surer));
  }
  const best = inParts.filter(isAnswer).toSorted((a, b) => b.verdict.confidence - a.verdict.confidence)[0];
  if (best) return best;

  const before = history.filter(({ author }) => author === "visitor").map(({ body }) => clean(body).trim());
  if (before.length === 0) return alone;
  const own = followsOn ? undefined : await asked.rewrite();
  const last = before.slice(-2).toReversed();
  const together = [
    ...(own === undefined ? [] : [own]),
    ...last
      .flatMap((body) => [body, ...sentences(body).filter((part) => part !== body)])
      .map((part) => `${part}\n${question}`),
  ];
  for (const meant of together.slice(0, Math.max(1, triesAtMost - tries + 2))) {
    const found = await consider(meant);
    // what was asked before would be answered again, whatever is asked now
    if (isAnswer(found) && (followsOn || speaksOf(found.verdict.passages[0], question))) return found;
  }
  return alone;
}

const leaning =
  /^(?:and|but|or|so|then|also|what about|how about|what if|why not)\b|\b(?:it|its|that|this|these|those|they|them|there|one|ones|same|instead|else)\b|^(?:では|じゃあ|それで|あと|ちなみに|なら|その場合)|(?:それ|これ|あれ|その|この|そちら|ほか|他に|場合は|のほうは|の方は)/iu;

/** Whether a question is too short, or points too much at something, to be understood by itself. */
export const leansOnBefore = (question: string): boolean =>
  leaning.test(question.normalize("NFKC").trim()) || new Set(words(question)).size <= tellingWords;

/** Whether a passage has anything to do with what is asked now. */
function speaksOf(hit: SearchHit | undefined, question: string): boolean {
  if (!hit) return false;
  const there = new Set(words(`${hit.title}\n${hit.heading}\n${hit.text}`));
  return words(question).some((word) => there.has(word));
}

/** The ranking as it is kept with the question. */
export const toRanked = (hits: readonly SearchHit[]): Ranked[] =>
  hits.map(({ articleId, title, url, heading, score, features }) => ({
    articleId,
    title,
    url,
    heading,
    score,
    features: { ...features },
  }));

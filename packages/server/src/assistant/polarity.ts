import { normalize, words } from "@kotae/sdk/search";
import { readEvidence, stands } from "./telling.ts";

const negation =
  /\b(?:not|no|never|none|nobody|nothing|cannot|without|neither|nor|unable|impossible|except|unless|\w+n't|don ?t|can ?t)\b|ません|ない|なく|なけれ|ずに|せず|不可|不要|以外|禁止/u;

const isNegated = (text: string) => negation.test(normalize(text));

/** Whether a sentence with these telling words and the sentences it rests on agree about “not”. */
export function saysNotAlike(said: string, telling: readonly string[], source: readonly string[]): boolean {
  const wanted = isNegated(said);
  const own = new Set(words(said));
  const rated = source.map((text) => {
    const here = new Set(words(text));
    return { text, held: [...own].filter((word) => here.has(word)).length / own.size };
  });
  const most = Math.max(0, ...rated.map(({ held }) => held));
  if (!wanted && !speaksOfAllowed(telling, source)) return false;
  if (most < 0.5 && !wanted) return true;
  // put together from several sentences, none of which is the one that must agree
  const floor = most < 0.5 ? Math.min(most, 0.2) : most * 0.9;
  return rated.some(({ text, held }) => held >= floor && held > 0 && isNegated(text) === wanted);
}

/** Whether what a “not” speaks of stands somewhere without one, too: two telling words of it at least. */
function speaksOfAllowed(telling: readonly string[], source: readonly string[]): boolean {
  const read = source.map((text) => ({ evidence: readEvidence(text), isNegated: isNegated(text) }));
  return read
    .filter((each) => each.isNegated)
    .map(({ evidence }) => telling.filter((word) => stands(word, evidence)))
    .filter((held) => held.length >= 2)
    .every((held) => read.some((each) => !each.isNegated && held.every((word) => stands(word, each.evidence))));
}

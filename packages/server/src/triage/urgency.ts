import type { Priority } from "@kotae/sdk/schema";
import { cues } from "./urgency-cues.ts";

export type Level = "low" | "medium" | "high";

/** How many it concerns against how soon it is needed: the priority in each cell, `matrix[impact][urgency]`. */
export type Matrix = Readonly<Record<Level, Readonly<Record<Level, Priority>>>>;

/** What a desk begins with. */
export const usualMatrix: Matrix = {
  high: { high: "critical", medium: "high", low: "medium" },
  medium: { high: "high", medium: "medium", low: "low" },
  low: { high: "medium", medium: "low", low: "low" },
};

export type Asked = {
  text: string;
  /** What a form or a rule has said; then the text is not asked. */
  impact?: Level | undefined;
  urgency?: Level | undefined;
  /** The customer's tier, and how many levels of urgency each tier is worth. */
  tier?: string | undefined;
  tiers?: Readonly<Record<string, -1 | 0 | 1 | 2>> | undefined;
  matrix?: Matrix | undefined;
};

/** Words of a text that say how soon (urgency) or for how many (impact). */
type Cue = { words: string; about: "impact" | "urgency"; level: Level };

/** The priority of a matrix cell, and how its row and column were found. */
export type Weighed = {
  value: Priority;
  confidence: number;
  impact: Level;
  urgency: Level;
  /** Whether anything was said at all: by a form, by the tier or by words of the text. */
  isSaid: boolean;
  reason: {
    cues: Cue[];
    given: ("impact" | "urgency")[];
    tier: { name: string; levels: number } | undefined;
  };
};

const charsRead = 2_000;
const levels = ["low", "medium", "high"] as const;
/** Both were said by somebody; one or both were read from words; nothing was said. */
const [whenGiven, whenRead, whenSilent] = [1, 0.7, 0.3];

/** Weighs how soon a ticket matters and to how many; what nothing tells is medium. */
export function weighPriority({ text, matrix = usualMatrix, tier, tiers = {}, ...given }: Asked): Weighed {
  const found = cuesIn(text);
  const strongest = (about: "impact" | "urgency") => {
    const own = found.filter((each) => each.about === about);
    // one sentence that says it is urgent is not undone by another that is polite
    return levels.findLast((level) => own.some((each) => each.level === level)) ?? "medium";
  };
  const impact = given.impact ?? strongest("impact");
  const raise = (tier !== undefined && Object.hasOwn(tiers, tier) && tiers[tier]) || 0;
  const asked = given.urgency ?? strongest("urgency");
  const urgency = levels[Math.max(0, Math.min(2, levels.indexOf(asked) + raise))] as Level;
  const named = (["impact", "urgency"] as const).filter((about) => given[about] !== undefined);
  const isSaid = named.length > 0 || found.length > 0 || raise !== 0;
  return {
    value: matrix[impact][urgency],
    confidence: named.length === 2 ? whenGiven : isSaid ? whenRead : whenSilent,
    ...{ impact, urgency, isSaid },
    reason: {
      cues: found.filter(({ about }) => given[about] === undefined),
      given: named,
      tier: raise === 0 || tier === undefined ? undefined : { name: tier, levels: raise },
    },
  };
}

/** The cues in their order; what was read once (“not urgent”) is not read again (“urgent”). */
function cuesIn(text: string): Cue[] {
  let left = text.slice(0, charsRead).normalize("NFKC").replace(/[’‘]/g, "'");
  const found: Cue[] = [];
  for (const { find, about, level } of cues) {
    left = left.replace(find, (words) => {
      if (!found.some((each) => each.words === words)) found.push({ words, about, level });
      return " ".repeat(words.length);
    });
  }
  return found;
}

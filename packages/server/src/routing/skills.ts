/** A skill a ticket asks for; languages are skills, named by `languageSkill`. */
export type Need = {
  skill: string;
  level: number;
  kind: "mandatory" | "preferred";
  /**
   * For preferred ones: after so many minutes of waiting this level is enough, and with 0 the skill is asked for no
   * longer. Without steps, `usualRelaxing`.
   */
  relax?: readonly { afterMinutes: number; level: number }[] | undefined;
};

/** A need as it stands at one moment. */
export type NeedNow = {
  skill: string;
  kind: Need["kind"];
  /** What was asked for at first, and what is enough now. */
  asked: number;
  level: number;
  /** When less will be enough (epoch ms), or null where that is the end of it. */
  relaxesAt: number | null;
};

/** An agent's levels by skill; a skill that is not there is level 0. */
export type Skills = Readonly<Record<string, number>>;

/** The skill of speaking a language, whatever its region: `language:ja` of `ja-JP`. */
export const languageSkill = (tag: string): string => `language:${tag.toLowerCase().split("-")[0] ?? ""}`;

/** A preferred skill is insisted on for five minutes. */
export const usualRelaxing: NonNullable<Need["relax"]> = [{ afterMinutes: 5, level: 0 }];

const minute = 60_000;

/** What is enough after the ticket has waited since then; it never becomes more with time. */
export function needsAt(needs: readonly Need[], waitingSince: number, now: number): NeedNow[] {
  return needs.map(({ skill, kind, level: asked, relax = usualRelaxing }) => {
    const steps = kind === "mandatory" ? [] : relax;
    const atOf = (step: { afterMinutes: number }) => waitingSince + step.afterMinutes * minute;
    const level = Math.min(asked, ...steps.filter((step) => atOf(step) <= now).map((step) => step.level));
    const next = Math.min(...steps.filter((step) => atOf(step) > now && step.level < level).map(atOf));
    return { skill, kind, asked, level, relaxesAt: Number.isFinite(next) ? next : null };
  });
}

export const levelOf = (skills: Skills, skill: string): number =>
  Object.hasOwn(skills, skill) ? (skills[skill] ?? 0) : 0;

/** The needs these skills do not meet now. */
export const lacking = (skills: Skills, needs: readonly NeedNow[]): (NeedNow & { has: number })[] =>
  needs.map((need) => ({ ...need, has: levelOf(skills, need.skill) })).filter(({ has, level }) => has < level);

/** How much of what is preferred is missing, relaxed or not: 0 where all of it is there, 1 where nothing is. */
export function shortfall(skills: Skills, needs: readonly NeedNow[]): number {
  const preferred = needs.filter(({ kind, asked }) => kind === "preferred" && asked > 0);
  const asked = preferred.reduce((sum, need) => sum + need.asked, 0);
  if (asked === 0) return 0;
  const has = preferred.reduce((sum, need) => sum + Math.min(need.asked, levelOf(skills, need.skill)), 0);
  return Math.round((1 - has / asked) * 1e6) / 1e6;
}

import type { AssistantSettings } from "@kotae/sdk/schema";

/** What calls of a model used; `estimated` where its server did not say and the characters were counted instead. */
export type Usage = { calls: number; inputTokens: number; outputTokens: number; estimated: boolean };

/** What a model used so far, in tokens and in money. */
export type Spent = { tokens: number; cost: number };

/** What was used before: in this conversation, and on this UTC day by all sites, and by this one where that counts. */
export type Used = { conversation: Spent; day: Spent; siteDay: Spent | undefined };

/** What a model may use; a cost of 0 is no limit, 0 tokens are none at all. */
export type Limits = Pick<AssistantSettings, "inputPrice" | "outputPrice"> & {
  conversation: Spent;
  /** What holds for all sites is a limit for all of them together. */
  day: Spent;
  /** What a site says of its own is a limit of its own, beside that. */
  siteDay: Partial<Spent>;
};

/** The limits that follow from the settings of a site and those it shares with the others. */
export const limitsOf = ({
  settings,
  shared,
  own,
}: {
  settings: AssistantSettings;
  shared: AssistantSettings;
  own: readonly string[];
}): Limits => ({
  inputPrice: settings.inputPrice,
  outputPrice: settings.outputPrice,
  conversation: { tokens: settings.conversationTokens, cost: settings.conversationCost },
  day: { tokens: shared.dayTokens, cost: shared.dayCost },
  siteDay: {
    ...(own.includes("dayTokens") ? { tokens: settings.dayTokens } : {}),
    ...(own.includes("dayCost") ? { cost: settings.dayCost } : {}),
  },
});

export const nothingUsed: Used = {
  conversation: { tokens: 0, cost: 0 },
  day: { tokens: 0, cost: 0 },
  siteDay: undefined,
};

export const noUsage: Usage = { calls: 0, inputTokens: 0, outputTokens: 0, estimated: false };

export const addUsage = (one: Usage, other: Usage): Usage => ({
  calls: one.calls + other.calls,
  inputTokens: one.inputTokens + other.inputTokens,
  outputTokens: one.outputTokens + other.outputTokens,
  estimated: one.estimated || other.estimated,
});

/** What is left of a sum without one part of it. */
export const takeUsage = (sum: Usage, part: Usage): Usage => ({
  calls: sum.calls - part.calls,
  inputTokens: sum.inputTokens - part.inputTokens,
  outputTokens: sum.outputTokens - part.outputTokens,
  estimated: sum.estimated,
});

/** About how many tokens a text is: four Latin characters make one, a character of Japanese about one by itself. */
export function estimateTokens(text: string): number {
  const wide = text.match(/[\u3000-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]/g)?.length ?? 0;
  return Math.ceil(wide + (text.length - wide) / 4);
}

/** In the currency of the prices, which are for a million tokens. */
export const costOf = (
  { inputTokens, outputTokens }: Usage,
  { inputPrice, outputPrice }: Pick<Limits, "inputPrice" | "outputPrice">,
): number => (inputTokens * inputPrice + outputTokens * outputPrice) / 1_000_000;

/** Whether a call of about this size stays within every limit. */
export function isWithin(limits: Limits, used: Used, next: Usage): boolean {
  const more = { tokens: next.inputTokens + next.outputTokens, cost: costOf(next, limits) };
  return (
    fits(limits.conversation, used.conversation, more) &&
    fits(limits.day, used.day, more) &&
    fits(limits.siteDay, used.siteDay ?? nothingUsed.day, more)
  );
}

const fits = ({ tokens, cost = 0 }: Partial<Spent>, used: Spent, more: Spent): boolean =>
  (tokens === undefined || used.tokens + more.tokens <= tokens) && (cost === 0 || used.cost + more.cost <= cost);

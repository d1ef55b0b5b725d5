import type { AssistantSettings } from "@kotae/sdk/schema";

/** What calls of a model used; `estimated` where its server did not say and the characters were counted instead. */
export type Usage = { calls: number; inputTokens: number; outputTokens: number; estimated: boolean };

/** What was used before: tokens of this conversation, tokens and money of this UTC day. */
export type Used = { conversationTokens: number; dayTokens: number; dayCost: number };

export type Limits = Pick<
  AssistantSettings,
  "conversationTokens" | "dayTokens" | "dayCost" | "inputPrice" | "outputPrice"
>;

export const noUsage: Usage = { calls: 0, inputTokens: 0, outputTokens: 0, estimated: false };

export const addUsage = (one: Usage, other: Usage): Usage => ({
  calls: one.calls + other.calls,
  inputTokens: one.inputTokens + other.inputTokens,
  outputTokens: one.outputTokens + other.outputTokens,
  estimated: one.estimated || other.estimated,
});

/** About how many tokens a text is: four Latin characters make one, a character of Japanese about one by itself. */
export function estimateTokens(text: string): number {
  const wide = text.match(/[\u3000-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]/g)?.length ?? 0;
  return Math.ceil(wide + (text.length - wide) / 4);
}

/** In the currency of the prices, which are for a million tokens. */
export const costOf = ({ inputTokens, outputTokens }: Usage, { inputPrice, outputPrice }: Limits): number =>
  (inputTokens * inputPrice + outputTokens * outputPrice) / 1_000_000;

/** Whether a call of about this size stays within every limit; a cost of 0 is no limit, 0 tokens are none at all. */
export function isWithin(limits: Limits, used: Used, next: Usage): boolean {
  const tokens = next.inputTokens + next.outputTokens;
  return (
    used.conversationTokens + tokens <= limits.conversationTokens &&
    used.dayTokens + tokens <= limits.dayTokens &&
    (limits.dayCost === 0 || used.dayCost + costOf(next, limits) <= limits.dayCost)
  );
}

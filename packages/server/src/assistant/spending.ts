import type { AssistantSettings } from "@kotae/sdk/schema";
import type { Act } from "../act.ts";
import type { Db } from "../storage/index.ts";
import * as store from "./store.ts";
import { addUsage, costOf, noUsage, type Usage, type Used } from "./usage.ts";

/** Limits are counted in UTC days: when the one began that holds a moment. */
export const dayStart = (now: number) => now - (now % 86_400_000);

const dayOf = (now: number) => new Date(now).toISOString().slice(0, 10);

/**
 * What a model used so far: in this conversation ('' for none), by everybody today, and today by a site, where one is
 * named.
 */
export async function usedBefore(db: Db, now: number, conversationId: string, siteId?: string): Promise<Used> {
  const day = dayOf(now);
  return {
    conversation: await store.usedIn(db, conversationId, day),
    day: await store.usedOn(db, day),
    siteDay: siteId === undefined ? undefined : await store.usedOn(db, day, siteId),
  };
}

/** Keeps what calls of a model used and cost; nothing where none was made. */
export async function spend(
  step: <T>(deed: (act: Act) => Promise<T>) => Promise<T>,
  conversationId: string,
  usages: readonly Usage[],
  prices: AssistantSettings,
): Promise<void> {
  if (usages.length === 0) return;
  const sum = usages.reduce(addUsage, noUsage);
  await step((act) =>
    store.addUsed(act.db, {
      day: dayOf(act.now),
      conversation_id: conversationId,
      calls: sum.calls,
      input_tokens: sum.inputTokens,
      output_tokens: sum.outputTokens,
      cost: costOf(sum, prices),
    }),
  );
}

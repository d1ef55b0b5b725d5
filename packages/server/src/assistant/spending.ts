import type { AssistantSettings } from "@kotae/sdk/schema";
import type { Act } from "../act.ts";
import type { Db } from "../storage/index.ts";
import * as store from "./store.ts";
import { addUsage, costOf, noUsage, type Usage, type Used } from "./usage.ts";

/** Limits are counted in UTC days. */
const dayOf = (now: number) => new Date(now).toISOString().slice(0, 10);

/** What a model used so far: in this conversation ('' for none), and by everybody today. */
export const usedBefore = (db: Db, now: number, conversationId: string): Promise<Used> =>
  store.used(db, dayOf(now), conversationId);

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

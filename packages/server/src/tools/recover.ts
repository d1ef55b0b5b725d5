import { find } from "../conversations/index.ts";
import * as store from "./store.ts";
import { type RunDeps, sayEnd } from "./thread.ts";

/**
 * Ends runs whose request may have left when an earlier process ended, and says so where they were asked for.
 *
 * `runs` is what `interrupted` gave before this process let anybody in. Nothing is sent again: nobody knows whether it
 * went through.
 */
export async function endInterrupted(
  deps: Pick<RunDeps, "step" | "touch">,
  runs: Awaited<ReturnType<typeof store.interrupted>>,
): Promise<void> {
  for (const { id, conversation_id: conversationId } of runs) {
    await deps.step(async (act) => {
      const run = await store.moveRun(act.db, id, "running", { state: "failed", error: "interrupted" });
      const conversation = run && conversationId !== null ? await find(act.db, conversationId) : undefined;
      if (run && conversation) await sayEnd(act, deps, run, conversation, "unknown");
    });
  }
}

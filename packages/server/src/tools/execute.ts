import { KotaeError } from "@kotae/sdk/errors";
import { type ConversationRow, find } from "../conversations/index.ts";
import { visitorById } from "../identity/index.ts";
import type { Given } from "./input.ts";
import { outcomeOf } from "./outcome.ts";
import { askerOf, requestOf } from "./request.ts";
import * as store from "./store.ts";
import { langOf, type RunAnswer, type RunDeps, sayEnd } from "./thread.ts";
import { type ToolRow, toSiteTool } from "./tool.ts";

export type Execution = {
  run: store.RunRow;
  row: ToolRow;
  input: Given;
  conversation: ConversationRow;
  /** True where a code that went to the visitor's address was given. */
  gaveCode: boolean;
};

/** Sends the request of a run that is `running`, keeps what came of it, and says it in the conversation. */
export async function execute(deps: RunDeps, execution: Execution): Promise<RunAnswer> {
  const { run } = execution;
  const going = send(deps, execution);
  // a repeat of the request waits for this one instead of asking again
  deps.tools.underWay.set(run.id, going);
  try {
    return await going;
  } finally {
    deps.tools.underWay.delete(run.id);
  }
}

/** The answer of a run that is under way in this process; throws `idempotency_in_progress` where it is not. */
export async function inFlight(deps: Pick<RunDeps, "tools">, runId: string): Promise<RunAnswer> {
  const going = deps.tools.underWay.get(runId);
  if (going !== undefined) return going;
  throw new KotaeError("idempotency_in_progress", "This request is under way already.", {
    hint: "Its result will stand in the conversation.",
  });
}

async function send(deps: RunDeps, { run, row, input, conversation, gaveCode }: Execution): Promise<RunAnswer> {
  const tool = toSiteTool(row);
  const lang = langOf(conversation);
  const visitor = await visitorById(deps.db, run.visitor_id ?? "");
  if (!visitor) throw new KotaeError("not_found", "This visitor is gone.");
  const began = deps.now();
  const reply = await deps.tools.call(
    requestOf(
      deps.tools.vault,
      row,
      tool,
      run.id,
      {
        tool: tool.name,
        input,
        visitor: askerOf(visitor, gaveCode),
        conversationId: conversation.id,
        dryRun: false,
        locale: lang,
      },
      began,
    ),
  );
  const millis = Math.max(0, deps.now() - began);
  return deps.step(async (act) => {
    // by now a person may have taken it over
    const now = (await find(act.db, conversation.id)) ?? conversation;
    const { text, ...kept } = outcomeOf(tool, lang, reply, now.owner !== "assistant");
    const ended = await store.moveRun(act.db, run.id, "running", { ...kept, millis });
    // another process took this run for one that was broken off
    if (!ended) return { runId: run.id, state: "failed", sentTo: null, reply: null };
    await sayEnd(act, deps, ended, now, { text });
    return { runId: run.id, state: kept.state, sentTo: null, reply: text };
  });
}

import { timingSafeEqual } from "node:crypto";
import { KotaeError } from "@kotae/sdk/errors";
import type { Parsed } from "@kotae/sdk/schema";
import type { Act } from "../act.ts";
import { type ConversationRow, visible } from "../conversations/index.ts";
import { type VisitorActor, visitorById } from "../identity/index.ts";
import { codeTries, judgeCode, readCode } from "./code.ts";
import { execute, inFlight } from "./execute.ts";
import { checkInput, type Given } from "./input.ts";
import type { Fact } from "./phrases.ts";
import * as store from "./store.ts";
import { answerOf, type RunAnswer, type RunDeps, sayEnd } from "./thread.ts";
import type { SiteTool, ToolRow } from "./tool.ts";

/**
 * Takes the code of a run and, where it is the right one, sends the request.
 *
 * A run that is over already is answered as it ended. Throws `invalid_input` for a wrong code, with the tries that are
 * left, and `not_found` for another visitor's run.
 */
export async function confirmRun(
  deps: RunDeps,
  visitor: VisitorActor,
  { id, runId, code }: Parsed<"confirmToolRun">,
): Promise<RunAnswer> {
  const conversation = await visible(deps.db, visitor, id);
  const run = await store.findRun(deps.db, runId);
  if (run?.conversation_id !== id || run.visitor_id !== visitor.id) {
    throw new KotaeError("not_found", "There is no such request.");
  }
  if (run.state === "running") return inFlight(deps, runId);
  if (run.state !== "needs_code") return answerOf(deps.db, run);

  const guess = await deps.step((act) => take(act, deps, visitor, { conversation, runId, code: readCode(code) }));
  switch (guess.is) {
    case "right":
      return execute(deps, { ...guess, conversation, gaveCode: true });
    case "over":
      return { runId, state: "refused", sentTo: null, reply: guess.reply };
    case "moved":
      // somebody gave the code at the same moment
      return confirmRun(deps, visitor, { id, runId, code });
    case "wrong": {
      const message = `is not the one that was sent (${guess.left} more ${guess.left === 1 ? "try" : "tries"})`;
      throw new KotaeError("invalid_input", `The code ${message}.`, { errors: [{ path: "code", message }] });
    }
  }
}

type Guess =
  | { is: "right"; run: store.RunRow; row: ToolRow; input: Given }
  | { is: "wrong"; left: number }
  | { is: "over"; reply: string }
  | { is: "moved" };

/** Counts the guess, judges it, and moves the run on where the guess ends the waiting. */
async function take(
  act: Act,
  deps: RunDeps,
  visitor: VisitorActor,
  { conversation, runId, code }: { conversation: ConversationRow; runId: string; code: string },
): Promise<Guess> {
  // counted before it is compared: guesses that come at once are as many guesses
  const run = await store.countGuess(act.db, runId);
  if (!run) return { is: "moved" };
  const { vault } = deps.tools;
  const verdict = judgeCode({
    matches: isSame(vault.print("code", runId, code), run.code_hash ?? ""),
    tries: run.code_tries,
    expiresAt: run.code_expires_at ?? 0,
    now: act.now,
  });
  if (verdict === "wrong") return { is: "wrong", left: codeTries - run.code_tries };
  const refuse = async (error: string, fact: Fact): Promise<Guess> => {
    await store.moveRun(act.db, runId, "needs_code", { ...store.codeOver, state: "refused", error });
    return { is: "over", reply: await sayEnd(act, deps, run, conversation, fact) };
  };
  if (verdict === "expired") return refuse("code_expired", "code_over");
  if (verdict === "tried_too_often") return refuse("code_tries", "code_over");
  // a code says whose the address is that it went to, and nothing of another one that was put in its place
  const row = await visitorById(act.db, visitor.id);
  if (!row?.email || vault.print("address", row.email) !== run.code_to_hash)
    return refuse("address_changed", "code_over");
  const tool = await store.find(act.db, run.tool_id);
  const input = JSON.parse(vault.open(run.sealed_input ?? "", runId)) as Given;
  if (!tool || !mayStill(tool, visitor, input)) return refuse("gone", "gone");
  const moved = await store.moveRun(act.db, runId, "needs_code", { ...store.codeOver, state: "running" });
  return moved ? { is: "right", run: moved, row: tool, input } : { is: "moved" };
}

const mayStill = (tool: ToolRow, visitor: VisitorActor, input: Given) =>
  tool.enabled === 1 &&
  (tool.site_id === null || tool.site_id === visitor.siteId) &&
  checkInput(JSON.parse(tool.input_schema) as SiteTool["inputSchema"], input).errors.length === 0;

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

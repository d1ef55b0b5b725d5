import { KotaeError } from "@kotae/sdk/errors";
import type { Parsed } from "@kotae/sdk/schema";
import type { Act } from "../act.ts";
import { listOf, visible } from "../conversations/index.ts";
import { updateVisitorRow, type VisitorActor } from "../identity/index.ts";
import { type Db, isDuplicate } from "../storage/index.ts";
import { addressFor, codeMinutes, newCode, waitForCode } from "./code.ts";
import { execute, inFlight } from "./execute.ts";
import { checkInput, type Given } from "./input.ts";
import { maskAddress, maskInput, maskText } from "./mask.ts";
import { requestInWords } from "./reply.ts";
import { sendCode } from "./send-code.ts";
import * as store from "./store.ts";
import { answerOf, langOf, type RunAnswer, type RunDeps, sayEnd } from "./thread.ts";
import { type SiteTool, type ToolRow, toSiteTool } from "./tool.ts";

/**
 * Starts a run for a visitor: its request stands in the conversation, then it is sent, or a code is.
 *
 * Under one `key` there is one run, however often it is asked for. Throws `invalid_input` by field, `not_found` for a
 * conversation or tool that is not the visitor's, `rate_limited` where too many codes went out.
 */
export async function startRun(
  deps: RunDeps,
  visitor: VisitorActor,
  { id, tool: name, input: given }: Parsed<"startToolRun">,
  key: string | undefined,
): Promise<RunAnswer> {
  await visible(deps.db, visitor, id);
  const row = await usableTool(deps.db, visitor, name);
  const { input, errors } = checkInput(JSON.parse(row.input_schema) as SiteTool["inputSchema"], given);
  const [first] = errors;
  if (first) throw new KotaeError("invalid_input", `${first.path} ${first.message}.`, { errors });

  const before = key === undefined ? undefined : await store.runByKey(deps.db, visitor.id, key);
  if (before) return repeated(deps, before, { id, toolId: row.id, input });
  const code = newCode();
  const begun = await deps
    .step((act) => begin(act, deps, visitor, { id, row, input, key, code }))
    .catch(async (error: unknown) => {
      // the same request came twice at once, and the other was faster
      const faster =
        key !== undefined && isDuplicate(error) ? await store.runByKey(deps.db, visitor.id, key) : undefined;
      if (!faster) throw error;
      return { run: faster, isMine: false as const };
    });
  if (!begun.isMine) return repeated(deps, begun.run, { id, toolId: row.id, input });
  const { run, conversation } = begun;
  if (run.state === "running") return execute(deps, { run, row, input, conversation, gaveCode: false });
  if (run.state === "needs_code") return sendCode(deps, { run, row, conversation, code, to: begun.address });
  return answerOf(deps.db, run);
}

type Beginning = { id: string; row: ToolRow; input: Given; key: string | undefined; code: string };

/** Keeps the run and the visitor's words, and decides whether it may go, needs a code, or is refused. */
async function begin(act: Act, deps: RunDeps, visitor: VisitorActor, { id, row, input, key, code }: Beginning) {
  const conversation = await visible(act.db, visitor, id);
  const tool = toSiteTool(row);
  const lang = langOf(conversation);
  const runId = act.newId();
  const needs = tool.verification === "email_code";
  const { address, refused } = needs ? await codeAddress(act, deps, visitor.id) : { address: "", refused: undefined };
  const { print, seal } = deps.tools.vault;
  const awaited =
    needs && refused === undefined
      ? {
          sealed_input: seal(JSON.stringify(input), runId),
          code_to: maskAddress(address),
          code_to_hash: print("address", address),
          code_hash: print("code", runId, code),
          code_expires_at: act.now + codeMinutes * 60_000,
        }
      : { sealed_input: null, code_to: null, code_to_hash: null, code_hash: null, code_expires_at: null };
  const run = await store.insertRun(act.db, {
    ...store.blankRun,
    tool_id: row.id,
    created_at: act.now,
    ...awaited,
    id: runId,
    conversation_id: id,
    visitor_id: visitor.id,
    by: "visitor",
    state: refused !== undefined ? "refused" : needs ? "needs_code" : "running",
    input: JSON.stringify(maskInput(input)),
    error: refused ?? null,
    request_key: key ?? null,
  });
  const body = maskText(requestInWords(tool, input, lang));
  await deps.post(act, visitor, { id, body, clientId: `run:${runId}` });
  if (refused !== undefined) await sayEnd(act, deps, run, conversation, refused);
  return { run, conversation, address, isMine: true as const };
}

/** Where the code may go, or why none can; throws `rate_limited` where enough went there or to this visitor. */
async function codeAddress(
  act: Act,
  deps: RunDeps,
  visitorId: string,
): Promise<{ address: string; refused: undefined } | { address: ""; refused: "no_mail" | "no_address" }> {
  if (!deps.mail) return { address: "", refused: "no_mail" };
  // a write first: it holds the visitor's row, so that two requests at once do not both count to two
  const visitor = await updateVisitorRow(act.db, visitorId, { seen_at: act.now });
  if (!visitor) throw new KotaeError("not_found", "This visitor is gone.");
  const hasTicket = (await listOf(act.db, visitorId, 200)).some(({ ticket_id }) => ticket_id !== null);
  const address = addressFor(visitor, hasTicket);
  if (address === undefined) return { address: "", refused: "no_address" };
  const hash = deps.tools.vault.print("address", address);
  const sent = await store.codesSince(act.db, visitorId, hash, act.now - 3_600_000);
  const times = (rows: typeof sent) => rows.map(({ created_at }) => created_at);
  const wait = Math.max(
    waitForCode(times(sent.filter((each) => each.visitor_id === visitorId)), act.now),
    waitForCode(times(sent.filter((each) => each.code_to_hash === hash)), act.now),
  );
  if (wait > 0) {
    throw new KotaeError("rate_limited", `Enough codes were sent for now. Try again in ${Math.ceil(wait / 60)} min.`, {
      retryAfter: wait,
    });
  }
  return { address, refused: undefined };
}

/** The answer to a request that was made before: the same, once there is one. */
async function repeated(
  deps: RunDeps,
  run: store.RunRow,
  asked: { id: string; toolId: string; input: Given },
): Promise<RunAnswer> {
  const isSame =
    run.tool_id === asked.toolId &&
    run.conversation_id === asked.id &&
    run.input === JSON.stringify(maskInput(asked.input));
  if (!isSame) {
    throw new KotaeError("idempotency_key_reused", "This Idempotency-Key was used for another request.", {
      hint: "Use a new key for every new request.",
    });
  }
  return run.state === "running" ? inFlight(deps, run.id) : answerOf(deps.db, run);
}

/** A tool the visitor may use by this name; throws `not_found`. */
export async function usableTool(db: Db, visitor: VisitorActor, name: string): Promise<ToolRow> {
  const row = await store.findByName(db, name);
  if (row?.enabled === 1 && (row.site_id === null || row.site_id === visitor.siteId)) return row;
  throw new KotaeError("not_found", "There is no such tool.");
}

import { KotaeError } from "@kotae/sdk/errors";
import type { Output, Parsed } from "@kotae/sdk/schema";
import { type AgentActor, agentById } from "../identity/index.ts";
import { checkInput } from "./input.ts";
import { presentRuns } from "./log.ts";
import { getTool } from "./manage.ts";
import { maskInput } from "./mask.ts";
import { outcomeOf } from "./outcome.ts";
import { requestOf } from "./request.ts";
import * as store from "./store.ts";
import type { RunDeps } from "./thread.ts";
import { toSiteTool } from "./tool.ts";

/** Nobody's visitor: what a dry run says who asks. */
const nobody = "00000000-0000-0000-0000-000000000000";

/**
 * Sends a tool's request as a visitor's would be, marked as a dry run, and gives both sides of it.
 *
 * The one who tries it stands in for the visitor, with their own address as if a code had been given where one is due.
 */
export async function tryTool(
  deps: Pick<RunDeps, "db" | "tools" | "now" | "step">,
  agent: AgentActor,
  { id, input: given }: Parsed<"tryTool">,
  lang: "en" | "ja",
): Promise<Output<"tryTool">> {
  const row = await getTool(deps.db, id);
  const tool = toSiteTool(row);
  const { input, errors } = checkInput(tool.inputSchema, given);
  const [first] = errors;
  if (first) throw new KotaeError("invalid_input", `${first.path} ${first.message}.`, { errors });
  const email = (await agentById(deps.db, agent.id))?.email ?? "";
  const needsCode = tool.verification === "email_code";
  const run = await deps.step((act) =>
    store.insertRun(act.db, {
      ...store.blankRun,
      id: act.newId(),
      tool_id: id,
      conversation_id: null,
      visitor_id: null,
      agent_id: agent.id,
      by: "admin",
      state: "running",
      input: JSON.stringify(maskInput(input)),
      created_at: act.now,
    }),
  );
  const began = deps.now();
  const request = requestOf(
    deps.tools.vault,
    row,
    tool,
    run.id,
    {
      tool: tool.name,
      input,
      visitor: { id: nobody, email, verified: needsCode, verifiedBy: needsCode ? "email_code" : null },
      conversationId: null,
      dryRun: true,
      locale: lang,
    },
    began,
  );
  const { text, ...kept } = outcomeOf(tool, lang, await deps.tools.call(request), false);
  const millis = Math.max(0, deps.now() - began);
  const [shown] = await deps.step(async (act) => {
    const ended = await store.moveRun(act.db, run.id, "running", { ...kept, millis });
    return ended ? presentRuns(act.db, [ended]) : [];
  });
  // another process took it for one that was broken off
  if (!shown) throw new KotaeError("not_found", "There is no such run.");
  return {
    run: shown,
    request: { url: request.url, headers: request.headers, body: request.body },
    reply: text,
  };
}

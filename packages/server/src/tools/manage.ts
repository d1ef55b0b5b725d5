import { isIP } from "node:net";
import { type FieldError, KotaeError } from "@kotae/sdk/errors";
import type { Parsed, Tool } from "@kotae/sdk/schema";
import type { Act } from "../act.ts";
import { listSites } from "../identity/index.ts";
import { type Db, isDuplicate } from "../storage/index.ts";
import { hostOf, isPlainlyPrivate, urlProblem } from "./address.ts";
import { readSchema } from "./input-schema.ts";
import { templateProblem } from "./reply.ts";
import { firstSecret, nextSecret } from "./secrets.ts";
import type { Tools } from "./service.ts";
import * as store from "./store.ts";
import { type SiteTool, type ToolRow, toColumns, toSiteTool, type Words } from "./tool.ts";

/** How this server is set up, as far as a tool depends on it. */
export type Setting = { tools: Tools; canMail: boolean };

/** A tool as the console shows it, with what is in its way here. */
export function toTool(row: ToolRow, setting: Setting): Tool {
  const tool = toSiteTool(row);
  const problem = problemOf(tool, setting);
  return { ...tool, usable: problem === null, problem };
}

function problemOf(tool: SiteTool, { tools, canMail }: Setting): Tool["problem"] {
  if (isRefused(tools, tool.url)) return "address_refused";
  return tool.verification === "email_code" && !canMail ? "mail_missing" : null;
}

/** Whether the address itself says that requests to it are refused; what a name stands for shows when it is called. */
function isRefused(tools: Tools, url: string): boolean {
  const host = hostOf(new URL(url));
  return isPlainlyPrivate(url) && !tools.mayCall(url, isIP(host) === 0 ? "127.0.0.1" : host);
}

export const listTools = async (db: Db, setting: Setting): Promise<Tool[]> =>
  (await store.list(db)).map((row) => toTool(row, setting));

/** One tool; throws `not_found`. */
export async function getTool(db: Db, id: string): Promise<ToolRow> {
  const row = await store.find(db, id);
  if (!row) throw new KotaeError("not_found", "There is no such tool.");
  return row;
}

/** Adds a tool; its secret is given back this once. */
export async function createTool(
  act: Act,
  setting: Setting,
  draft: Parsed<"createTool">,
): Promise<{ tool: Tool; secret: string }> {
  const checked = await check(act.db, setting, draft);
  const id = act.newId();
  const { secret, sealed } = firstSecret(setting.tools.vault, id);
  const row = await named(() =>
    store.insert(act.db, { ...toColumns(checked), id, secret: sealed, created_at: act.now, updated_at: act.now }),
  );
  return { tool: toTool(row, setting), secret };
}

/** Changes what is given; with `rotateSecret` there is a new secret, and the one before signs along for a day. */
export async function updateTool(
  act: Act,
  setting: Setting,
  { id, rotateSecret, ...change }: Parsed<"updateTool">,
): Promise<{ tool: Tool; secret: string | undefined }> {
  const before = await getTool(act.db, id);
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const checked = await check(act.db, setting, { ...toSiteTool(before), ...given }, given);
  const next = rotateSecret ? nextSecret(setting.tools.vault, id, before.secret, act.now) : undefined;
  const row = await named(() =>
    store.update(act.db, id, {
      ...toColumns(checked),
      ...(next === undefined ? {} : { secret: next.sealed }),
      updated_at: act.now,
    }),
  );
  if (!row) throw new KotaeError("not_found", "There is no such tool.");
  return { tool: toTool(row, setting), secret: next?.secret };
}

/** Takes a tool away; its name is free again, and the log of its runs stays. */
export async function deleteTool(act: Act, id: string, agentId: string): Promise<void> {
  const gone = await store.remove(act.db, id);
  if (!gone) throw new KotaeError("not_found", "There is no such tool.");
  await store.insertRetired(act.db, { ...gone, retired_by: agentId, retired_at: act.now });
}

type Draft = Omit<SiteTool, "id" | "updatedAt">;

/** A tool as it may be kept; throws `invalid_input` with all that is wrong with the parts in `given`. */
async function check(
  db: Db,
  { tools }: Setting,
  draft: Draft,
  given: Partial<Record<keyof Draft, unknown>> = draft,
): Promise<Draft> {
  const errors: FieldError[] = [];
  const wrong = (path: string, message: string | undefined) => {
    if (message !== undefined) errors.push({ path, message });
  };
  if (given.title !== undefined && !isSaid(draft.title)) wrong("title", "must be there in one language at least");
  if (given.reply !== undefined) {
    if (!isSaid(draft.reply)) wrong("reply", "must be there in one language at least");
    for (const lang of ["en", "ja"] as const) wrong(`reply.${lang}`, templateProblem(draft.reply[lang] ?? ""));
  }
  if (given.url !== undefined) {
    const problem = urlProblem(draft.url);
    wrong("url", problem ?? (isRefused(tools, draft.url) ? privateProblem : undefined));
  }
  const { schema, errors: schemaErrors } = readSchema(draft.inputSchema);
  if (given.inputSchema !== undefined) errors.push(...schemaErrors);
  if (draft.siteId !== null && given.siteId !== undefined) {
    const known = (await listSites(db)).some(({ id }) => id === draft.siteId);
    wrong("siteId", known ? undefined : "is no site");
  }
  const [first] = errors;
  if (first) throw new KotaeError("invalid_input", `${first.path} ${first.message}.`, { errors });
  return {
    ...draft,
    url: new URL(draft.url).href,
    inputSchema: schema,
    triggers: [...new Set(draft.triggers)],
  };
}

const privateProblem = "must not be an address of this machine or of a private network (see KOTAE_TOOLS_ALLOW_PRIVATE)";
const isSaid = ({ en, ja }: Words) => Boolean(en || ja);

/** Runs a write, and says in words that a name is taken. */
async function named<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    throw new KotaeError("conflict", "There is a tool of this name already.", {
      errors: [{ path: "name", message: "is taken" }],
      cause: error,
    });
  }
}

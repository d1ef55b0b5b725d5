import type { Db } from "../storage/index.ts";
import * as store from "./store.ts";
import { type SiteTool, toSiteTool } from "./tool.ts";

export { confirmRun } from "./confirm.ts";
export { tryTool } from "./dry-run.ts";
export { createGet, type Get, type Got } from "./get.ts";
export { listRetiredTools, presentRuns, runsOf } from "./log.ts";
export { createTool, deleteTool, getTool, listTools, type Setting, toTool, updateTool } from "./manage.ts";
export { offerOf, offersFor } from "./offers.ts";
export { waysOf } from "./pattern.ts";
export { endInterrupted } from "./recover.ts";
export { startRun } from "./run.ts";
export { signingSecrets } from "./secrets.ts";
export { createTools, type Tools } from "./service.ts";
export { findByName, forgetCodes, interrupted } from "./store.ts";
export type { RunDeps } from "./thread.ts";
export type { SiteTool } from "./tool.ts";

/** The enabled tools of a site and of all sites; without `canMail`, only those that need no code by mail. */
export async function toolsFor(db: Db, siteId: string, canMail = true): Promise<SiteTool[]> {
  const tools = (await store.enabledOf(db, siteId)).map(toSiteTool);
  return canMail ? tools : tools.filter(({ verification }) => verification === "none");
}

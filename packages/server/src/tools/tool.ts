import type { Tool } from "@kotae/sdk/schema";
import type { Insertable, Selectable } from "kysely";
import type { Tables } from "../storage/index.ts";

export type ToolRow = Selectable<Tables["tools"]>;

/** Words in one language, in the other, or in both. */
export type Words = Tool["title"];
export type Lang = "en" | "ja";

/** A tool as this room works with it: everything but its secret, read out of its columns. */
export type SiteTool = Omit<Tool, "usable" | "problem">;

/** A tool out of its row. */
export const toSiteTool = (row: ToolRow): SiteTool => ({
  id: row.id,
  name: row.name,
  title: JSON.parse(row.title) as Words,
  description: JSON.parse(row.description) as Words,
  url: row.url,
  inputSchema: JSON.parse(row.input_schema) as Tool["inputSchema"],
  verification: row.verification,
  reply: JSON.parse(row.reply) as Words,
  triggers: JSON.parse(row.triggers) as string[],
  timeoutSeconds: row.timeout_seconds,
  enabled: row.enabled === 1,
  siteId: row.site_id,
  updatedAt: new Date(row.updated_at).toISOString(),
});

/** The columns of a tool, but for its secret and when it was made. */
export const toColumns = (
  tool: Omit<SiteTool, "id" | "updatedAt">,
): Omit<Insertable<Tables["tools"]>, "id" | "secret" | "created_at" | "updated_at"> => ({
  name: tool.name,
  title: JSON.stringify(tool.title),
  description: JSON.stringify(tool.description),
  url: tool.url,
  input_schema: JSON.stringify(tool.inputSchema),
  verification: tool.verification,
  reply: JSON.stringify(tool.reply),
  triggers: JSON.stringify(tool.triggers),
  timeout_seconds: tool.timeoutSeconds,
  enabled: tool.enabled ? 1 : 0,
  site_id: tool.siteId,
});

/** The words in this language, or in the other where there are none in this; empty where there are none at all. */
export const wordsIn = (words: Words, lang: Lang): string => words[lang] || words[lang === "en" ? "ja" : "en"] || "";

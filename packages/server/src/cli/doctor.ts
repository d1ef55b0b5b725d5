import { existsSync } from "node:fs";
import { brokenLogs } from "../conversations/index.ts";
import { listAgents } from "../identity/index.ts";
import { places } from "../places.ts";
import { keptTurns } from "./follow.ts";
import { sourcesFolder } from "./sources.ts";
import { withServices } from "./with-services.ts";

/** Checks settings and data, one line each; the exit code is 1 where something needs a hand. */
export const doctor = (): Promise<number> =>
  withServices(async ({ services, siteKey }, config) => {
    const { db } = services.storage;
    const broken = await brokenLogs(db);
    const agents = await listAgents(db);
    const checks: [ok: boolean, words: string][] = [
      [true, `data: ${services.storage.engine}, schema up to date`],
      [
        broken.length === 0,
        broken.length === 0 ? "conversations: every log is whole" : `conversations: ${broken.length} logs have gaps`,
      ],
      [
        siteKey() !== undefined,
        siteKey() === undefined ? "no site yet: kotae init --name <site>" : `site: ${siteKey()}`,
      ],
      [agents.length > 0, agents.length === 0 ? "no agents yet: kotae agent add <email>" : `agents: ${agents.length}`],
      [existsSync(places.widget) && existsSync(places.console), "widget and console are built"],
      [
        true,
        config.model
          ? `answers: ${config.model.name} at ${config.model.baseUrl ?? "the OpenAI API"}`
          : "answers: quoted from the articles (no model set)",
      ],
      [true, config.mail ? `mail: sent as ${config.mail.from}` : "mail: none (tools that need a code are not offered)"],
      ...(await keptTurns(sourcesFolder(config.dataDir))).map(({ source, at, skipped, error }): [boolean, string] => [
        error === null && skipped === 0,
        `import of ${source}: ${error ?? (skipped === 0 ? "all of it" : `${skipped} skipped`)} (${at})`,
      ]),
      [config.publicUrl.startsWith("https:") || config.host === "127.0.0.1", `address: ${config.publicUrl}`],
    ];
    for (const [ok, words] of checks) console.log(`${ok ? "ok   " : "CHECK"} ${words}`);
    return checks.every(([ok]) => ok) ? 0 : 1;
  });

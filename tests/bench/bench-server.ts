import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSite } from "../../packages/server/src/cli/init.ts";
import { addAgent, hashPassword } from "../../packages/server/src/identity/index.ts";
import { open } from "../../packages/server/src/storage/index.ts";
import { spawnServer } from "../support/process.ts";

/** The built server as a process of its own, with one site and one agent who is logged in. */
export async function benchServer() {
  const dataDir = mkdtempSync(join(tmpdir(), "kotae-bench-"));
  const storage = await open(`sqlite:${join(dataDir, "kotae.db")}`);
  const passwordHash = await hashPassword("correct horse battery");
  const site = await storage.write(async ({ db }) => {
    const act = { db, now: Date.now(), newId: randomUUID, publish: () => undefined };
    await addAgent(act, { email: "agent@example.test", name: "Aiko", role: "agent", passwordHash });
    return createSite(act, { name: "Bench", locale: "en", accent: null });
  });
  await storage.close();
  const server = await spawnServer({ KOTAE_DATA: dataDir, KOTAE_PORT: "0" }, "serve", "packages/server/dist/kotae.js");
  const login = await fetch(`${server.url}/v1/sessions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: "agent@example.test", password: "correct horse battery" }),
  });
  return {
    url: server.url,
    pid: server.child.pid ?? 0,
    siteKey: site.key,
    cookie: login.headers.get("set-cookie")?.split(";")[0] ?? "",
    async close() {
      await server.kill("SIGTERM");
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@kotae/sdk";
import { expect, it } from "vitest";
import { createSite } from "../../packages/server/src/cli/init.ts";
import { addAgent, hashPassword } from "../../packages/server/src/identity/index.ts";
import { engines } from "../support/engines.ts";
import { freePort, spawnServer } from "../support/process.ts";
import { json, openToolServer } from "../support/tool-server.ts";

it.each(engines)(
  "W3 W4 a server on $name that is killed between a tool's request and its answer does not ask twice",
  async (engine) => {
    const home = await engine.create();
    const dataDir = mkdtempSync(join(tmpdir(), "kotae-kill-"));
    const env = {
      KOTAE_DATA: dataDir,
      KOTAE_PORT: String(await freePort()),
      KOTAE_TOOLS_ALLOW_PRIVATE: "on",
      DATABASE_URL: home.url,
    };
    const login = { email: "sakura@example.test", password: "correct horse battery" };
    const passwordHash = await hashPassword(login.password);
    const site = await home.storage.write(async ({ db }) => {
      const act = { db, now: Date.now(), newId: randomUUID, publish: () => undefined };
      await addAgent(act, { email: login.email, name: "Sakura", role: "admin", passwordHash });
      return createSite(act, { name: "Test", locale: "en", accent: null });
    });
    // the answer never comes
    const toolServer = await openToolServer(() => undefined);
    let server = await spawnServer(env);
    const signedIn = await fetch(`${server.url}/v1/sessions`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(login),
    });
    const cookie = signedIn.headers.get("set-cookie")?.split(";")[0] ?? "";
    const admin = createClient({ baseUrl: server.url, headers: { cookie } });
    const { id: toolId } = await admin.createTool({
      name: "cancel_order",
      title: { en: "Cancel an order" },
      description: {},
      url: toolServer.url,
      inputSchema: { type: "object", properties: {} },
      reply: { en: "It is cancelled." },
      timeoutSeconds: 30,
      enabled: true,
    });
    const { token } = await createClient({ baseUrl: server.url }).createVisitor({ siteKey: site.key });
    const visitor = createClient({ baseUrl: server.url, token: () => token, retries: 0 });
    const { id } = await visitor.createConversation({ locale: "en" });
    const idempotencyKey = randomUUID();
    const run = () => visitor.startToolRun({ id, tool: "cancel_order", input: {} }, { idempotencyKey });
    const lost = run().catch((error: { code: string }) => error.code);
    await toolServer.until(1);
    await server.kill("SIGKILL");
    expect(await lost).toBe("network");

    toolServer.answer = json({});
    server = await spawnServer(env);
    const unknown = "We do not know whether your request went through.";
    expect(await run()).toMatchObject({ state: "failed", reply: expect.stringContaining(unknown) });
    const { items } = await visitor.listMessages({ id });
    expect(items.map((entry) => ("body" in entry ? entry.body : ""))).toEqual([
      "Cancel an order",
      expect.stringContaining(unknown),
    ]);
    expect((await admin.listToolRuns({ id: toolId })).items).toMatchObject([{ state: "failed", error: "interrupted" }]);
    expect(toolServer.heard).toHaveLength(1);

    await server.kill("SIGTERM");
    await toolServer.close();
    await home.close();
    rmSync(dataDir, { recursive: true, force: true });
  },
);

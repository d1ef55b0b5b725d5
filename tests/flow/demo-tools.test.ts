import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@kotae/sdk";
import { expect, it } from "vitest";
import { demoShop, seedTools } from "../../packages/server/src/cli/demo-tools.ts";
import { createSite } from "../../packages/server/src/cli/init.ts";
import { readConfig } from "../../packages/server/src/config.ts";
import { start } from "../../packages/server/src/main.ts";

it("the demo's shop answers for its orders, in both languages and at every start, and reaches nothing else", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "kotae-demo-"));
  const open = async () => {
    const running = await start(
      readConfig({ KOTAE_DATA: dataDir, KOTAE_PORT: "0", KOTAE_LOG: "error", KOTAE_RATE_LIMITS: "off" }),
      demoShop,
    );
    await seedTools(running);
    return running;
  };
  let running = await open();
  const site = await running.runtime.services.act((act) =>
    createSite(act, { name: "Demo", locale: "en", accent: null }),
  );
  const { token } = await createClient({ baseUrl: running.url }).createVisitor({ siteKey: site.key });
  const ask = async (locale: "en" | "ja", order: string) => {
    const client = createClient({ baseUrl: running.url, token: () => token });
    const { id } = await client.createConversation({ locale });
    return client.startToolRun({ id, tool: "order_status", input: { order } });
  };
  expect((await ask("en", "A-1001")).reply).toBe("Order A-1001 is on its way. Day of delivery: 2026-12-01.");
  expect((await ask("ja", "a-1002".toUpperCase())).reply).toBe("ご注文 A-1002 は梱包中です。お届け日：2026-12-03");
  expect((await ask("en", "A-9999")).reply).toContain("Nothing was found for this.");
  const { tools } = await createClient({ baseUrl: running.url }).getWidget({ site: site.key, lang: "ja" });
  expect(tools.map(({ tool, title }) => [tool, title])).toEqual([["order_status", "注文の状況"]]);
  expect((await fetch(`${running.url}/demo/tools/order-status`, { method: "POST", body: "{}" })).status).toBe(401);

  const { mayCall } = running.runtime.services.tools;
  expect(mayCall(`${running.url}/demo/tools/order-status`, "127.0.0.1")).toBe(true);
  for (const path of ["/v1/sites", "/demo/tools", "/demo/tools/../../v1/sites", "/demo/tools/%2e%2e/%2e%2e/v1/sites"]) {
    expect([path, mayCall(running.url + path, "127.0.0.1")]).toEqual([path, false]);
  }

  await running.stop();
  running = await open();
  expect((await ask("en", "A-1003")).reply).toContain("Order A-1003 is delivered.");
  await running.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

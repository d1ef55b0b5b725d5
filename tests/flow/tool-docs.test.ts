import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Input } from "@kotae/sdk/schema";
import { SignJWT } from "jose";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { engines } from "../support/engines.ts";
import { type House, openHouse } from "../support/house.ts";
import { openMailServer } from "../support/mail-server.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const order: Input<"createTool"> = {
  name: "order_status",
  title: { en: "Order status" },
  description: {},
  url: "http://127.0.0.1:9/",
  inputSchema: { type: "object", properties: { order: { type: "string" } }, required: ["order"] },
  reply: { en: "Order {{order}} is {{status}}.", ja: "ご注文 {{order}} は{{status}}です。" },
  enabled: true,
};
const portOf = (server: Server) => (server.address() as AddressInfo).port;
const closed = async (server: Server) => {
  server.close();
  await once(server, "close");
};
/** Loads a module as whoever runs it does: past the test runner, which would look for it elsewhere. */
const load = (path: string) => import(/* @vite-ignore */ pathToFileURL(path).href);

describe("what developers copy", () => {
  let house: House;
  let mail: Awaited<ReturnType<typeof openMailServer>>;
  beforeEach(async () => {
    mail = await openMailServer();
    const [engine] = engines;
    if (!engine) throw new Error("there is no engine");
    house = await openHouse(engine, { toolsAllowPrivate: true, mail: { url: mail.url, from: "help@shop.test" } });
  });
  afterEach(async () => {
    await house.close();
    await mail.close();
  });

  it("from docs/tools.md verifies and answers", async () => {
    const text = readFileSync(join(root, "docs/tools.md"), "utf8");
    const code = /runs this -->\n```js\n([\s\S]*?)```/.exec(text)?.[1] ?? "";
    // beside the tests, so that it finds the package
    const folder = mkdtempSync(join(root, "tests/flow/.docs-"));
    try {
      writeFileSync(join(folder, "server.js"), code);
      const { server } = (await load(join(folder, "server.js"))) as { server: Server };
      server.listen(0, "127.0.0.1");
      await once(server, "listening");
      const admin = await house.agent("Sakura", "admin");
      const made = await admin.client.createTool({ ...order, url: `http://127.0.0.1:${portOf(server)}/kotae` });
      process.env.KOTAE_TOOL_SECRET = made.secret;
      const ask = (input: Record<string, string>) => admin.client.tryTool({ id: made.id, input });
      expect(await ask({ order: "A-1001" })).toMatchObject({ reply: "Order A-1001 is on its way." });
      expect((await ask({ order: "A-9999" })).run).toMatchObject({ status: 404, error: "not_found" });
      process.env.KOTAE_TOOL_SECRET = `whsec_${Buffer.alloc(32).toString("base64")}`;
      expect((await ask({ order: "A-1001" })).run).toMatchObject({ status: 401 });
      await closed(server);
    } finally {
      delete process.env.KOTAE_TOOL_SECRET;
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it("from examples/tools looks up orders, and sends a link to a verified address only", async () => {
    const { startToolServer } = (await load(join(root, "examples/tools/server.js"))) as {
      startToolServer(options: {
        secrets: string[];
        port: number;
        sendResetLink(email: string): void;
      }): Promise<Server>;
    };
    const links: string[] = [];
    const secrets: string[] = [];
    const server = await startToolServer({ secrets, port: 0, sendResetLink: (email) => links.push(email) });
    try {
      const admin = await house.agent("Sakura", "admin");
      const url = `http://127.0.0.1:${portOf(server)}/`;
      const first = await admin.client.createTool({ ...order, url });
      const reset = await admin.client.createTool({
        ...order,
        name: "password_reset",
        title: { en: "New password" },
        url,
        inputSchema: { type: "object", properties: {} },
        reply: { en: "If {{email}} has an account, a link is on its way." },
        verification: "email_code",
      });
      secrets.push(first.secret ?? "", reset.secret ?? "");
      const token = await new SignJWT({ email: "hana@example.com" })
        .setProtectedHeader({ alg: "HS256" })
        .setSubject("42")
        .setExpirationTime("1h")
        .sign(new TextEncoder().encode(house.site.identity_secret));
      const { client } = await house.visitor({ identityToken: token });
      const { id } = await client.createConversation({ locale: "ja" });
      const asked = await client.startToolRun({ id, tool: "order_status", input: { order: "A-1002" } });
      expect(asked.reply).toBe("ご注文 A-1002 は梱包中です。");
      const missing = await client.startToolRun({ id, tool: "order_status", input: { order: "A-9999" } });
      expect(missing.reply).toContain("該当するものが見つかりませんでした。");

      const waiting = await client.startToolRun({ id, tool: "password_reset", input: {} });
      const code = /\d{6}/.exec(mail.letters[0]?.subject ?? "")?.[0] ?? "";
      const done = await client.confirmToolRun({ id, runId: waiting.runId, code });
      expect(done.reply).toBe("If hana@example.com has an account, a link is on its way.");
      expect(links).toEqual(["hana@example.com"]);
      // a dry run sends nothing
      expect((await admin.client.tryTool({ id: reset.id, input: {} })).run).toMatchObject({ state: "done" });
      expect(links).toHaveLength(1);
      // nobody else's request is heard
      const forged = await fetch(url, { method: "POST", body: "{}" });
      expect(forged.status).toBe(401);
    } finally {
      await closed(server);
    }
  });
});

import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient, KotaeError, openLink } from "@kotae/sdk";
import type { Message } from "@kotae/sdk/schema";
import { describe, expect, it } from "vitest";
import { createSite } from "../../packages/server/src/cli/init.ts";
import { brokenLogs } from "../../packages/server/src/conversations/index.ts";
import { open } from "../../packages/server/src/storage/index.ts";
import { engines } from "../support/engines.ts";
import { freePort, type ServerProcess, spawnServer } from "../support/process.ts";

const visitors = 50;
const messagesEach = 30;
const kills = 2;

type Heard = { acknowledged: Map<string, number>; seen: Message[]; done: Promise<void>; close(): void };

describe.each(engines)("a server on $name that is killed while visitors write", (engine) => {
  it("M1 M2 M4 L1 loses no acknowledged message, doubles none, and every reader is whole again", {
    timeout: 60_000,
  }, async () => {
    const home = await engine.create();
    const dataDir = mkdtempSync(join(tmpdir(), "kotae-kill-"));
    const port = await freePort();
    const env = { KOTAE_DATA: dataDir, KOTAE_PORT: String(port), DATABASE_URL: home.url };
    const site = await home.storage.write(({ db }) =>
      createSite(
        { db, now: Date.now(), newId: randomUUID, publish: () => undefined },
        { name: "Test", locale: "en", accent: null },
      ),
    );
    let server: ServerProcess = await spawnServer(env);
    let acknowledged = 0;
    let wake = () => {};
    const everyone = await Promise.all(Array.from({ length: visitors }, () => joinAsVisitor(server.url)));

    for (let kill = 1; kill <= kills; kill++) {
      const enough = (visitors * messagesEach * kill) / (kills + 2);
      await new Promise<void>((resolve) => {
        wake = () => acknowledged >= enough && resolve();
        wake();
      });
      await server.kill("SIGKILL");
      server = await spawnServer(env);
    }
    await Promise.all(everyone.map(({ done }) => done));
    await server.kill("SIGKILL");

    const storage = await open(home.url);
    const stored = await storage.db
      .selectFrom("messages")
      .select(["conversation_id", "seq", "client_id"])
      .orderBy("seq")
      .execute();
    expect(await brokenLogs(storage.db)).toEqual([]);
    expect(stored).toHaveLength(visitors * messagesEach);
    expect(new Set(stored.map(({ client_id }) => client_id)).size).toBe(visitors * messagesEach);
    const numbers = new Map(stored.map(({ client_id, seq }) => [client_id, seq]));
    for (const { acknowledged: told, seen } of everyone) {
      expect(seen.map(({ seq }) => seq)).toEqual(Array.from({ length: messagesEach }, (_, index) => index + 1));
      expect(told.size).toBe(messagesEach);
      for (const [clientId, seq] of told) expect(numbers.get(clientId)).toBe(seq);
    }
    await storage.close();
    await home.close();
    rmSync(dataDir, { recursive: true, force: true });

    /** One visitor: posts until all its messages are acknowledged, repeating each until it is, and listens all the while. */
    async function joinAsVisitor(baseUrl: string): Promise<Heard> {
      const { token } = await createClient({ baseUrl }).createVisitor({ siteKey: site.key });
      const client = createClient({ baseUrl, token: () => token, retries: 0 });
      const { id } = await client.createConversation();
      const seen: Message[] = [];
      let whole = () => {};
      const heardAll = new Promise<void>((resolve) => {
        whole = resolve;
      });
      const link = openLink({
        client,
        url: `${baseUrl.replace("http", "ws")}/v1/realtime`,
        token: () => token,
        onFrame: () => undefined,
        onState: () => undefined,
        onMessages: (_, items) => {
          seen.push(...items);
          if (seen.length >= messagesEach) whole();
        },
      });
      link.follow(id, 0);
      const told = new Map<string, number>();
      const post = async () => {
        for (let n = 0; n < messagesEach; n++) {
          const clientId = randomUUID();
          for (;;) {
            try {
              const { seq } = await client.postMessage({ id, clientId, body: `message ${n}` });
              told.set(clientId, seq);
              acknowledged++;
              wake();
              break;
            } catch (error) {
              // not answered is not refused: say the same again until it is answered
              if (!KotaeError.is(error) || error.code !== "network") throw error;
              await new Promise((resolve) => setTimeout(resolve, 20));
            }
          }
        }
      };
      const done = Promise.all([post(), heardAll]).then(() => link.close());
      return { acknowledged: told, seen, done, close: link.close };
    }
  });
});

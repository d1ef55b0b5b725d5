import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Client, createClient, type Link, type LinkState, openLink } from "@kotae/sdk";
import type { Message, ServerFrame } from "@kotae/sdk/schema";
import WebSocket from "ws";
import { createSite } from "../../packages/server/src/cli/init.ts";
import { type Config, readConfig } from "../../packages/server/src/config.ts";
import { addAgent, hashPassword } from "../../packages/server/src/identity/index.ts";
import { type Running, start } from "../../packages/server/src/main.ts";
import type { Engine } from "./engines.ts";

export const password = "correct horse battery";
let hash: Promise<string> | undefined;

export type Person = { client: Client; id: string; token: string | undefined; cookie: string | undefined };
export type House = Awaited<ReturnType<typeof openHouse>>;

/** A whole server on a real port with a database of its own, one site, and as many people as a test asks for. */
export async function openHouse(engine: Engine, change: Partial<Config> = {}) {
  const database = await engine.create();
  const dataDir = mkdtempSync(join(tmpdir(), "kotae-house-"));
  const config: Config = {
    ...readConfig({ KOTAE_DATA: dataDir, KOTAE_PORT: "0", KOTAE_LOG: "error", KOTAE_RATE_LIMITS: "off" }),
    databaseUrl: database.url,
    ...change,
  };
  const running: Running = await start(config);
  const { services, refreshSites } = running.runtime;
  const site = await services.act((act) => createSite(act, { name: "Test", locale: "en", accent: null }));
  await refreshSites();
  const links: Link[] = [];

  async function visitor(input: { identityToken?: string; token?: string; locale?: string } = {}): Promise<Person> {
    const open = createClient({ baseUrl: running.url });
    const { token, visitor } = await open.createVisitor({ siteKey: site.key, ...input });
    return {
      client: createClient({ baseUrl: running.url, token: () => token, retries: 0 }),
      id: visitor.id,
      token,
      cookie: undefined,
    };
  }

  async function agent(name: string, role: "admin" | "agent" = "agent"): Promise<Person> {
    hash ??= hashPassword(password);
    const passwordHash = await hash;
    const email = `${name.toLowerCase()}-${randomUUID().slice(0, 8)}@example.test`;
    const { id } = await services.act((act) => addAgent(act, { email, name, role, passwordHash }));
    const response = await fetch(`${running.url}/v1/sessions`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email, password }),
    });
    const cookie = response.headers.get("set-cookie")?.split(";")[0] ?? "";
    return {
      client: createClient({ baseUrl: running.url, headers: { cookie }, retries: 0 }),
      id,
      token: undefined,
      cookie,
    };
  }

  /** Connects a person's socket; `heard` and `messages` fill up, and `until` resolves once what is asked for is there. */
  function connect(person: Person) {
    const heard: ServerFrame[] = [];
    const messages: Message[] = [];
    let state: LinkState = "connecting";
    let look = () => {};
    const { cookie, token } = person;
    class CookieSocket extends WebSocket {
      constructor(url: string) {
        super(url, cookie === undefined ? {} : { headers: { cookie } });
      }
    }
    const link = openLink({
      client: person.client,
      url: `${running.url.replace("http", "ws")}/v1/realtime`,
      ...(token === undefined ? {} : { token: () => token }),
      WebSocket: CookieSocket as unknown as typeof globalThis.WebSocket,
      onFrame: (frame) => {
        heard.push(frame);
        look();
      },
      onMessages: (_, items) => {
        messages.push(...items);
        look();
      },
      onState: (next) => {
        state = next;
        look();
      },
    });
    links.push(link);
    const until = <T>(found: () => T | undefined | false): Promise<T> =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(
          () => reject(new Error(`never came; heard ${JSON.stringify(heard.slice(-5))}`)),
          10_000,
        );
        look = () => {
          const value = found();
          if (value === undefined || value === false) return;
          clearTimeout(timer);
          look = () => {};
          resolve(value);
        };
        look();
      });
    return { link, heard, messages, until, live: () => until(() => state === "live") };
  }

  return {
    url: running.url,
    /** The same person at this server, where they came to another one on the same database. */
    clientOf: ({ token }: Person) => createClient({ baseUrl: running.url, retries: 0, token: () => token }),
    config,
    services,
    site,
    visitor,
    agent,
    connect,
    async close() {
      for (const link of links) link.close();
      await running.stop();
      await database.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

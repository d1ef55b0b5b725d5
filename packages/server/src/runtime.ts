import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { KotaeError } from "@kotae/sdk/errors";
import type { Logger } from "pino";
import type { Act } from "./act.ts";
import { createAssistant, fittedCoefficients, mask, samplesOf } from "./assistant/index.ts";
import type { Config } from "./config.ts";
import { existing, markRead, read } from "./conversations/index.ts";
import { createMail } from "./delivery/mail.ts";
import { authenticate } from "./http/auth.ts";
import { listSites, reachableAgents, setPresence, visitorById, visitorTokens } from "./identity/index.ts";
import { createGapKeeper, createSearchLog } from "./insights/index.ts";
import {
  createEmbedder,
  createFiles,
  createSearcher,
  createViews,
  type Embedder,
  getArticle,
  type Searcher,
} from "./knowledge/index.ts";
import { indexWorker } from "./places.ts";
import { createBus, type GatewayDeps, type Reader } from "./realtime/index.ts";
import type { Services } from "./services.ts";
import { open } from "./storage/index.ts";
import { createTools } from "./tools/index.ts";

export type Runtime = {
  services: Services;
  /** The key of the first site, once there is one. */
  siteKey(): string | undefined;
  /** Looks again which sites there are. */
  refreshSites(): Promise<void>;
  /** Where to ask whether a visitor's socket is open. */
  watchVisitors(isOnline: (visitorId: string) => boolean): void;
  close(): Promise<void>;
};

/** Makes everything a process needs, once: database, bus, search, assistant, clock and ids. */
export async function startServices(config: Config, log: Logger, now: () => number = Date.now): Promise<Runtime> {
  const storage = await open(config.databaseUrl);
  const bus = createBus((error) => log.error({ err: error }, "a listener failed"));
  const embedder =
    config.model && config.embeddingModel !== undefined
      ? maskedFirst(createEmbedder({ ...config.model, name: config.embeddingModel }))
      : undefined;
  let started: Searcher | undefined;
  // its thread starts with the first who asks for it: most commands never search
  const searcher = () => {
    started ??= createSearcher({
      storage,
      workerUrl: indexWorker,
      embedder,
      now,
      onError: (error) => log.error({ err: error }, "the search index could not follow the articles"),
    });
    return started;
  };
  const newId = uuid7(now);
  const mail = config.mail ? createMail(config.mail) : undefined;
  let isOnline: (visitorId: string) => boolean = () => false;
  let siteKey: string | undefined;
  let someoneThere = false;

  const act: Services["act"] = (deed) =>
    storage.write(({ db, after }) => {
      const publish: Act["publish"] = (topic, frame) => after(() => bus.publish(topic, frame));
      return deed({ db, now: now(), newId, publish });
    });

  const services: Services = {
    config,
    storage,
    bus,
    get searcher() {
      return searcher();
    },
    files: createFiles(join(config.dataDir, "files")),
    views: createViews({ act, now, onError: (err) => log.warn({ err }, "views of articles were not counted") }),
    assistant: createAssistant({
      searcher: { search: (input) => searcher().search(input) },
      readArticle: (id, reader) => getArticle(storage.db, id, reader),
      samples: (siteId) => samplesOf(storage.db, now(), siteId),
      readCoefficients: () => fittedCoefficients(storage.db),
      now,
      onError: (err) => log.warn({ reason: err.reason, detail: err.message }, "the model did not answer"),
      ...(config.model ? { model: config.model } : {}),
    }),
    tools: createTools({ secret: config.secret, allowPrivate: config.toolsAllowPrivate }),
    mail,
    searches: createSearchLog({
      act,
      now,
      newId,
      onError: (err) => log.warn({ err }, "searches were not counted"),
    }),
    gaps: createGapKeeper({
      db: storage.db,
      act,
      now,
      missing: (words) => searcher().missing(words),
      embedder,
      onError: (err) => log.warn({ err }, "questions were not sorted into gaps"),
    }),
    tokens: visitorTokens(config.secret, now),
    log,
    now,
    newId,
    act,
    refreshSites,
    isSomeoneThere: () => someoneThere,
    async refreshPresence() {
      const online = (await reachableAgents(storage.db, now())).length > 0;
      if (online === someoneThere) return;
      someoneThere = online;
      bus.publish("public", { t: "presence", online });
    },
    isVisitorOnline: (id) => isOnline(id),
  };

  async function refreshSites(): Promise<void> {
    siteKey = (await listSites(storage.db))[0]?.key;
  }
  await Promise.all([refreshSites(), services.refreshPresence()]);

  return {
    services,
    siteKey: () => siteKey,
    refreshSites,
    watchVisitors: (ask) => {
      isOnline = ask;
    },
    close: async () => {
      mail?.close();
      await services.searches.close();
      await services.gaps.close();
      await started?.close();
      await services.views.close();
      await storage.close();
    },
  };
}

/** How long an agent counts as online after the last sign of their console, should this process die. */
const presenceMillis = 60_000;

/** What the realtime gateway needs of the rooms. */
export function gatewayDeps(services: Services, sameOrigin: GatewayDeps["sameOrigin"]): GatewayDeps {
  const { storage, bus, now, act, log } = services;
  const { db } = storage;
  return {
    bus,
    now,
    log,
    sameOrigin,
    async authenticate({ token, cookie }): Promise<Reader> {
      const { actor } = await authenticate(services, {
        authorization: token === undefined ? undefined : `Bearer ${token}`,
        cookie,
      });
      if (actor.kind === "agent") return { kind: "agent", id: actor.id, name: actor.name };
      if (actor.kind === "visitor") {
        const row = await visitorById(db, actor.id);
        if (row) return { kind: "visitor", id: row.id, name: row.name };
      }
      throw new KotaeError("unauthorized", "This needs a visitor's token or an agent's session.");
    },
    mayFollow: (reader, ids) => existing(db, reader.kind === "visitor" ? reader.id : undefined, ids),
    backlog: (reader, id, after, limit) => read(db, actorOf(reader), id, after, limit),
    markRead: (reader, id, seq) => act((deed) => markRead(deed, actorOf(reader), id, seq)),
    agentPresence: async (agentId, online) => {
      await act((deed) => setPresence(deed, agentId, online ? presenceMillis : 0));
      await services.refreshPresence();
    },
    isSomeoneThere: services.isSomeoneThere,
  };
}

const actorOf = (reader: Reader) =>
  reader.kind === "visitor"
    ? ({ kind: "visitor", id: reader.id, siteId: "" } as const)
    : ({ kind: "agent", id: reader.id, name: reader.name, role: "agent" } as const);

/** Makes UUIDv7 (RFC 9562): sorted by time, and within one millisecond by the order they were made in. */
export function uuid7(now: () => number): () => string {
  let last = 0;
  let count = 0;
  return () => {
    const time = Math.max(now(), last);
    count = time === last ? count + 1 : 0;
    // twelve bits count within the millisecond; more than that borrows from the next one
    last = count > 0xfff ? time + 1 : time;
    if (count > 0xfff) count = 0;
    const head = last.toString(16).padStart(12, "0");
    // the end of a random UUID is the variant and 62 random bits, as here
    return `${head.slice(0, 8)}-${head.slice(8)}-7${count.toString(16).padStart(3, "0")}-${randomUUID().slice(19)}`;
  };
}

/** Another company's model gets no personal data of what visitors write; knowledge does not know of the masks. */
const maskedFirst = (embedder: Embedder): Embedder => ({
  ...embedder,
  embed: (texts, millis) => embedder.embed(texts.map(mask), millis),
});

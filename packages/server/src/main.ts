import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { KotaeError } from "@kotae/sdk/errors";
import type { Hono } from "hono";
import { pino } from "pino";
import { createApp } from "./app.ts";
import type { Config } from "./config.ts";
import { isSameOrigin } from "./http/auth.ts";
import { runDeps } from "./http/handlers/tools.ts";
import { forgetOld } from "./http/idempotency.ts";
import { startSchedule, sweepFiles } from "./knowledge/index.ts";
import { places } from "./places.ts";
import { createGateway } from "./realtime/index.ts";
import { gatewayDeps, type Runtime, startServices } from "./runtime.ts";
import type { Services } from "./services.ts";
import { endInterrupted, forgetCodes, interrupted } from "./tools/index.ts";

export type Running = {
  /** Where it listens, as in `http://127.0.0.1:8787`. */
  url: string;
  runtime: Runtime;
  /** Lets requests finish, tells sockets to come back, and closes everything. */
  stop(): Promise<void>;
};

/** Starts the whole server, with the pages in `extra` before its own, and resolves once it listens. */
export async function start(config: Config, extra?: (services: Services) => Hono): Promise<Running> {
  const log = pino({ level: config.logLevel, base: null });
  const runtime = await startServices(config, log);
  const { services } = runtime;
  const gateway = createGateway(gatewayDeps(services, (origin, host) => isSameOrigin(origin, host, config.publicUrl)));
  runtime.watchVisitors((id) => gateway.isVisitorOnline(id));
  // looked up before anybody is let in, so that none of this process's own are among them
  const brokenOff = await interrupted(services.storage.db);
  const app = createApp(services, { places, siteKey: runtime.siteKey, extra: extra?.(services) });
  const server = createServer(
    // a client that sends its headers or body by the byte does not hold a connection for ever
    { headersTimeout: 15_000, requestTimeout: 60_000, keepAliveTimeout: 65_000 },
    getRequestListener(app.fetch),
  );
  gateway.attach(server);
  await listen(server, config).catch(async (error: unknown) => {
    await runtime.close();
    throw error;
  });
  await endInterrupted(runDeps(services, services.act), brokenOff);
  const sweep = setInterval(
    () =>
      services
        .act(async (act) => {
          await forgetOld(act);
          await forgetCodes(act.db, act.now);
        })
        .catch((error: unknown) => log.warn({ err: error }, "old idempotency keys and codes were not removed")),
    3_600_000,
  );
  sweep.unref();
  let hours = 0;
  const tidy = setInterval(() => {
    // it reads every text there is: once a day is enough, and the first hour comes for whoever restarts every night
    if (hours++ % 24 !== 0) return;
    sweepFiles(services.storage.db, services.files, services.now()).catch((error: unknown) =>
      log.warn({ err: error }, "unused images were not removed"),
    );
  }, 3_600_000);
  tidy.unref();
  const schedule = startSchedule({
    storage: services.storage,
    act: services.act,
    now: services.now,
    onChange: (ids) => services.searcher.changed(ids),
    onError: (error) => log.warn({ err: error }, "articles that are due did not go out"),
  });

  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${config.host.includes(":") ? `[${config.host}]` : config.host}:${port}`,
    runtime,
    async stop() {
      clearInterval(sweep);
      clearInterval(tidy);
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await schedule.stop();
      await gateway.close();
      server.closeIdleConnections();
      const late = setTimeout(() => server.closeAllConnections(), 5_000);
      await closed;
      clearTimeout(late);
      await runtime.close();
    },
  };
}

function listen(server: Server, config: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(error.code === "EADDRINUSE" ? taken(config) : error));
    server.listen(config.port, config.host, () => {
      server.removeAllListeners("error");
      resolve();
    });
  });
}

const taken = ({ host, port }: Config) =>
  new KotaeError("unavailable", `Something else listens on ${host}:${port} already.`, {
    hint: "Stop it, or choose another port with KOTAE_PORT.",
  });

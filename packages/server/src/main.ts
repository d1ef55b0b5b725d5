import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { KotaeError } from "@kotae/sdk/errors";
import { pino } from "pino";
import { createApp } from "./app.ts";
import type { Config } from "./config.ts";
import { isSameOrigin } from "./http/auth.ts";
import { forgetOld } from "./http/idempotency.ts";
import { places } from "./places.ts";
import { createGateway } from "./realtime/index.ts";
import { gatewayDeps, type Runtime, startServices } from "./runtime.ts";

export type Running = {
  /** Where it listens, as in `http://127.0.0.1:8787`. */
  url: string;
  runtime: Runtime;
  /** Lets requests finish, tells sockets to come back, and closes everything. */
  stop(): Promise<void>;
};

/** Starts the whole server and resolves once it listens. */
export async function start(config: Config): Promise<Running> {
  const log = pino({ level: config.logLevel, base: null });
  const runtime = await startServices(config, log);
  const { services } = runtime;
  const gateway = createGateway(gatewayDeps(services, (origin, host) => isSameOrigin(origin, host, config.publicUrl)));
  runtime.watchVisitors((id) => gateway.isVisitorOnline(id));
  const app = createApp(services, { places, siteKey: runtime.siteKey });
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
  const sweep = setInterval(
    () =>
      services
        .act(forgetOld)
        .catch((error: unknown) => log.warn({ err: error }, "old idempotency keys were not removed")),
    3_600_000,
  );
  sweep.unref();

  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${config.host.includes(":") ? `[${config.host}]` : config.host}:${port}`,
    runtime,
    async stop() {
      clearInterval(sweep);
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
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

import { KotaeError } from "@kotae/sdk/errors";
import { Hono } from "hono";
import { etag } from "hono/etag";
import { assets } from "./http/assets.ts";
import type { Handlers } from "./http/context.ts";
import { toProblemResponse } from "./http/errors.ts";
import { agentHandlers } from "./http/handlers/agents.ts";
import { articleHistoryHandlers } from "./http/handlers/article-history.ts";
import { articleHandlers } from "./http/handlers/articles.ts";
import { assistantHandlers } from "./http/handlers/assistant.ts";
import { categoryHandlers } from "./http/handlers/categories.ts";
import { conversationHandlers } from "./http/handlers/conversations.ts";
import { gapsHandlers } from "./http/handlers/gaps.ts";
import { questionsHandlers } from "./http/handlers/questions.ts";
import { reportsHandlers } from "./http/handlers/reports.ts";
import { siteHandlers } from "./http/handlers/sites.ts";
import { synonymsHandlers } from "./http/handlers/synonyms.ts";
import { ticketHandlers } from "./http/handlers/tickets.ts";
import { toolsHandlers } from "./http/handlers/tools.ts";
import { visitorHandlers } from "./http/handlers/visitors.ts";
import { preflightHeaders } from "./http/headers.ts";
import { robots } from "./http/help/feeds.ts";
import { createHelp } from "./http/help/index.ts";
import { imageUpload } from "./http/images.ts";
import { createLimiter } from "./http/limits.ts";
import { mount } from "./http/mount.ts";
import { openApi } from "./http/openapi.ts";
import type { places } from "./places.ts";
import type { Services } from "./services.ts";

const handlers: Handlers = {
  ...visitorHandlers,
  ...conversationHandlers,
  ...agentHandlers,
  ...ticketHandlers,
  ...articleHandlers,
  ...articleHistoryHandlers,
  ...categoryHandlers,
  ...synonymsHandlers,
  ...assistantHandlers,
  ...questionsHandlers,
  ...gapsHandlers,
  ...toolsHandlers,
  ...reportsHandlers,
  ...siteHandlers,
};

export type AppOptions = {
  places: typeof places;
  /** The key of the site that the demo pages and the help centre embed, once there is one. */
  siteKey(): string | undefined;
  /** Pages that come before everybody else's: what only the demo has. */
  extra?: Hono | undefined;
};

/** The whole product as one fetch function: the only file that knows every room. */
export function createApp(services: Services, options: AppOptions): Hono {
  const app = new Hono();
  app.onError((error) => toProblemResponse(error, services.log));
  app.notFound((c) =>
    toProblemResponse(new KotaeError("not_found", `There is nothing at ${c.req.path}.`), services.log),
  );

  app.options("/v1/*", (c) => c.body(null, 204, { ...preflightHeaders }));
  // a device that holds today's snapshot does not fetch it again
  app.use("/v1/index", etag());
  const limiter = services.config.rateLimits ? createLimiter(services.now) : undefined;
  mount(app, services, handlers, limiter);
  app.post("/v1/images", imageUpload(services, limiter));

  if (options.extra) app.route("/", options.extra);
  app.get("/healthz", (c) => c.json({ status: "ok" }));
  app.get("/readyz", async (c) => {
    await services.storage.db.selectFrom("counters").select("value").limit(1).execute();
    return c.json({ status: "ready" });
  });
  app.get("/robots.txt", (c) => c.text(robots(services.config.publicUrl.replace(/\/+$/, ""))));
  app.get("/openapi.json", (c) => c.json(openApi(services.config.publicUrl)));
  app.get("/", (c) => c.redirect(options.siteKey() === undefined ? "/console/" : "/demo/"));
  app.route("/help", createHelp(services, { siteKey: options.siteKey, limiter }));
  app.route("/", assets(options.places, options.siteKey, services.log));
  return app;
}

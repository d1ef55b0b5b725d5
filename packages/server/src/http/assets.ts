import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import type { Services } from "../services.ts";
import { contactForm } from "./contact-form.ts";

type Places = { widget: string; console: string; demoSite: string; contactForm: string };

const consolePolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
  "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'";
const demoPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
  "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'";

/** A bubble with a tick: asked, and answered. */
const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="#3b4a9f" d="M7 3h18a5 5 0 0 1 5 5v13a5 5 0 0 1-5 5H14l-8 5v-5.1A5 5 0 0 1 2 21V8a5 5 0 0 1 5-5z"/>' +
  '<path fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round" stroke-linejoin="round" d="m10 15 4 4 8-9"/></svg>';

const forever = "public, max-age=31536000, immutable";
const isHashed = (path: string) => /[-.][\w-]{8,}\.\w+(\.br)?$/.test(path);

/** The files of widget and console, and the demo site where `siteKey` names the site to embed. */
export function assets(places: Places, siteKey: () => string | undefined, log: Services["log"]): Hono {
  const app = new Hono();
  if (!existsSync(places.widget)) log.warn("the widget is not built: run `npm run build`");

  app.get("/favicon.ico", (c) =>
    c.body(icon, 200, { "content-type": "image/svg+xml", "cache-control": "public, max-age=86400" }),
  );

  // other people's pages load these
  for (const script of ["/kotae.js", "/kotae-deflect.js"]) {
    app.use(script, async (c, next) => {
      await next();
      c.header("cache-control", "public, max-age=300, stale-while-revalidate=86400");
      c.header("access-control-allow-origin", "*");
      c.header("cross-origin-resource-policy", "cross-origin");
    });
    app.get(script, serveStatic({ root: places.widget, precompressed: true }));
  }
  app.use("/widget/*", async (c, next) => {
    await next();
    c.header("cache-control", isHashed(c.req.path) ? forever : "public, max-age=300");
    c.header("access-control-allow-origin", "*");
    c.header("cross-origin-resource-policy", "cross-origin");
  });
  app.get(
    "/widget/*",
    serveStatic({
      root: places.widget,
      precompressed: true,
      rewriteRequestPath: (path) => path.replace(/^\/widget/, ""),
    }),
  );

  app.get("/console", (c) => c.redirect("/console/"));
  app.use("/console/assets/*", async (c, next) => {
    await next();
    c.header("cache-control", forever);
  });
  app.get(
    "/console/assets/*",
    serveStatic({
      root: places.console,
      precompressed: true,
      rewriteRequestPath: (path) => path.replace(/^\/console/, ""),
    }),
  );
  // every other address of the console is a screen of its one page
  app.get("/console/*", (c) => {
    const file = join(places.console, "index.html");
    if (!existsSync(file)) return c.text("The console is not built: run `npm run build`.", 503);
    c.header("content-security-policy", consolePolicy);
    c.header("cache-control", "no-cache");
    return c.html(readFileSync(file, "utf8"));
  });

  app.get("/demo", (c) => c.redirect("/demo/"));
  for (const [path, file] of [
    ["/demo/", "index.html"],
    ["/demo/ja/", "ja/index.html"],
  ] as const) {
    app.get(path, (c) => {
      const key = siteKey();
      if (key === undefined) return c.notFound();
      c.header("content-security-policy", demoPolicy);
      c.header("cache-control", "no-cache");
      return c.html(readFileSync(join(places.demoSite, file), "utf8").replaceAll("__SITE_KEY__", key));
    });
  }
  app.get("/demo/ja", (c) => c.redirect("/demo/ja/"));
  app.get("/demo/contact-form", (c) => c.redirect("/demo/contact-form/"));
  app.route("/demo/contact-form/", contactForm({ folder: places.contactForm, policy: demoPolicy, siteKey }));
  app.get("/demo/*", serveStatic({ root: places.demoSite, rewriteRequestPath: (path) => path.replace(/^\/demo/, "") }));
  return app;
}

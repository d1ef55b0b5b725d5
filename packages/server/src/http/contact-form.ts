import { readFileSync } from "node:fs";
import { join } from "node:path";
import { serveStatic } from "@hono/node-server/serve-static";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";

export type ContactFormOptions = { folder: string; policy: string; siteKey(): string | undefined };

const words = {
  en: { title: "This is what was sent", nobody: "This is an example: nobody has received it." },
  ja: { title: "送信された内容", nobody: "これは見本です。どこにも届いていません。" },
} as const;

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text: string) => text.replace(/[&<>"]/g, (char) => escapes[char] ?? "");

/** The example of a contact form with answers beside it: it posts to itself and shows what was sent, to nobody. */
export function contactForm({ folder, policy, siteKey }: ContactFormOptions): Hono {
  const app = new Hono();
  for (const [path, lang, file] of [
    ["/", "en", "index.html"],
    ["/ja/", "ja", "ja/index.html"],
  ] as const) {
    const page = (c: Context, sent: string) => {
      const key = siteKey();
      if (key === undefined) return c.notFound();
      c.header("content-security-policy", policy);
      c.header("cache-control", "no-cache");
      const html = readFileSync(join(folder, file), "utf8").replaceAll("__SITE_KEY__", key);
      // a function: what somebody wrote may have a $& in it
      return c.html(html.replace("<!-- sent -->", () => sent));
    };
    app.get(path, (c) => page(c, ""));
    app.post(path, bodyLimit({ maxSize: 64 * 1024 }), async (c) => {
      const fields = Object.entries(await c.req.parseBody()).filter(([, value]) => value !== "");
      const list = fields.map(([name, value]) => `<dt>${escaped(name)}</dt><dd>${escaped(String(value))}</dd>`);
      const { title, nobody } = words[lang];
      return page(c, `<section class="sent"><h2>${title}</h2><dl>${list.join("")}</dl><p>${nobody}</p></section>`);
    });
  }
  app.get("/style.css", serveStatic({ root: folder, rewriteRequestPath: () => "/style.css" }));
  return app;
}

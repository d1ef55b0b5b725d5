import { type Context, Hono } from "hono";
import { etag } from "hono/etag";
import { listSites } from "../../identity/index.ts";
import { findBySlug, type HelpArticle, listPublic } from "../../knowledge/index.ts";
import type { Services } from "../../services.ts";
import { acceptedTags, type Language, languageOf, languages } from "../language.ts";
import { articlePage } from "./article.ts";
import { categoryPage, homePage } from "./home.ts";
import type { Frame, Html } from "./page.ts";
import { missingPage, resultsPage } from "./results.ts";
import { sheetAt, sheetOf } from "./style.ts";

export type HelpDeps = Pick<Services, "storage" | "searcher" | "files"> & {
  config: Pick<Services["config"], "publicUrl">;
};

const policy =
  "default-src 'none'; style-src 'self'; img-src 'self' https: http: data:; script-src 'self'; " +
  "connect-src 'self' ws: wss:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/**
 * What goes with an image: it never changes, pages of other sites may show it in their widget, and opened by itself, as
 * an SVG can be, it is a document that may do nothing.
 */
const fileHeaders = (name: string, type: string): Record<string, string> => ({
  "content-type": type,
  "cache-control": "public, max-age=31536000, immutable",
  etag: `"${name}"`,
  "x-content-type-options": "nosniff",
  "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  "cross-origin-resource-policy": "cross-origin",
});

const relatedAtMost = 4;
const resultsAtMost = 20;
/** A hit with less than this share of the best one's score has little to do with what was asked. */
const worthShowing = 0.35;

/** The help centre: pages made on the server, without any script but the widget of the site `siteKey` names. */
export function createHelp(deps: HelpDeps, options: { siteKey(): string | undefined }): Hono {
  const { storage, searcher } = deps;
  const help = new Hono();

  async function frameOf(lang: Language): Promise<Frame> {
    const key = options.siteKey();
    const site = (await listSites(storage.db)).find((one) => one.key === key);
    const origin = deps.config.publicUrl.replace(/\/+$/, "");
    return { lang, siteName: site?.name, siteKey: key, styleUrl: sheetOf(site?.accent).url, origin };
  }
  const accepted = (c: Context) => languageOf(...acceptedTags(c.req.header("accept-language")));
  const langOf = (c: Context) => languages.find((language) => language === c.req.param("lang"));

  async function show(c: Context, html: Html, status: 200 | 404 = 200): Promise<Response> {
    c.header("content-security-policy", policy);
    // shown from the cache only after asking whether it is still so: an article taken back is gone at once
    c.header("cache-control", "no-cache");
    return c.html(html, status);
  }
  const missing = async (c: Context, lang = langOf(c) ?? accepted(c)) => show(c, missingPage(await frameOf(lang)), 404);

  help.use(etag());

  const toLanguage = (c: Context) => {
    c.header("vary", "accept-language");
    c.header("cache-control", "no-cache");
    return c.redirect(`/help/${accepted(c)}/`);
  };
  help.get("/", toLanguage);

  help.get("/:sheet{style-[\\w-]+\\.css}", async (c) => {
    // a process that was just started may not have made it yet
    for (const site of await listSites(storage.db)) sheetOf(site.accent);
    sheetOf(undefined);
    const sheet = sheetAt(`/help/${c.req.param("sheet")}`);
    if (!sheet) return missing(c);
    c.header("cache-control", "public, max-age=31536000, immutable");
    return c.body(sheet.text, 200, { "content-type": "text/css; charset=utf-8" });
  });

  help.get("/files/:name", async (c) => {
    const name = c.req.param("name");
    const file = await deps.files.read(name);
    return file ? c.body(file.bytes, 200, fileHeaders(name, file.type)) : missing(c);
  });

  help.get("/:lang{(?:en|ja)}/", async (c) => {
    const lang = langOf(c) ?? accepted(c);
    return show(c, homePage(await frameOf(lang), await listPublic(storage.db, lang)));
  });
  help.get("/:lang{(?:en|ja)}", (c) => c.redirect(`/help/${c.req.param("lang")}/`, 301));

  help.get("/:lang{(?:en|ja)}/search", async (c) => {
    const lang = langOf(c) ?? accepted(c);
    const query = (c.req.query("q") ?? "").replaceAll("\u0000", "").toWellFormed().trim().slice(0, 500);
    const input = { q: query, lang, limit: resultsAtMost, audience: "visitor" } as const;
    const hits = query === "" ? [] : await searcher.search(input);
    const near = hits.filter(({ score }) => score >= (hits[0]?.score ?? 0) * worthShowing);
    return show(c, resultsPage(await frameOf(lang), query, near));
  });

  help.get("/:lang{(?:en|ja)}/topics/:topic", async (c) => {
    const lang = langOf(c) ?? accepted(c);
    const topic = c.req.param("topic");
    const number = Number(c.req.query("page") ?? 1);
    const articles = await listPublic(storage.db, lang);
    const html = Number.isSafeInteger(number)
      ? categoryPage(await frameOf(lang), articles, topic === "-" ? "" : topic, number)
      : undefined;
    return html === undefined ? missing(c) : show(c, html);
  });

  help.get("/:lang{(?:en|ja)}/articles/:slug", async (c) => {
    const lang = langOf(c) ?? accepted(c);
    const slug = c.req.param("slug") ?? "";
    const article = slug.includes("\u0000") ? undefined : await findBySlug(storage.db, lang, slug, "visitor");
    if (!article) return missing(c);
    const words = [article.title, ...article.keywords].join(" ").slice(0, 300);
    const hits = await searcher.search({ q: words, lang, limit: relatedAtMost + 1, audience: "visitor" });
    const near = hits.filter((hit) => hit.articleId !== article.id && hit.lang === lang);
    const related = near.length > 0 ? near : beside(article.id, article.category, await listPublic(storage.db, lang));
    return show(c, articlePage(await frameOf(lang), article, related.slice(0, relatedAtMost)));
  });

  // mounted at `/help`, the route above is that path without a slash only
  help.all("*", async (c) => {
    if (c.req.path === "/help/") return toLanguage(c);
    return missing(c, langInPath(c.req.path) ?? accepted(c));
  });
  return help;
}

const langInPath = (path: string) => languages.find((language) => path.startsWith(`/help/${language}/`));

/** Articles of the same topic, where the search knows nothing closer. */
const beside = (id: string, category: string, articles: readonly HelpArticle[]) =>
  category === "" ? [] : articles.filter((article) => article.category === category && article.id !== id);

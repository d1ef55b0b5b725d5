import { KotaeError } from "@kotae/sdk/errors";
import type { ArticleRow } from "@kotae/sdk/schema";
import { type Context, Hono } from "hono";
import { mask } from "../../assistant/index.ts";
import { listSites } from "../../identity/index.ts";
import { searchedHere } from "../../insights/index.ts";
import {
  categoryOrder,
  dayOf,
  findBySlug,
  giveFeedback,
  isCrawler,
  listPublic,
  type Reader,
  voiceOf,
} from "../../knowledge/index.ts";
import type { Services } from "../../services.ts";
import { acceptedTags, type Language, languageOf, languages } from "../language.ts";
import type { Limiter } from "../limits.ts";
import { addressOf } from "../mount.ts";
import { articlePage } from "./article.ts";
import { nextStep, readFeedback, stepOf } from "./feedback.ts";
import { feed, sitemap, sitemapEntries } from "./feeds.ts";
import { readForm } from "./form.ts";
import { categoryPage, categoryPath, homePage } from "./home.ts";
import type { Frame, Html } from "./page.ts";
import { createRelated } from "./related.ts";
import { missingPage, noticePage, resultsPage } from "./results.ts";
import { send } from "./send.ts";
import { strings } from "./strings.ts";
import { sheetAt, sheetOf } from "./style.ts";
import { backTo, readTheme, themeCookie } from "./theme.ts";

export type HelpDeps = Pick<Services, "storage" | "searcher" | "files" | "views" | "act" | "now"> & {
  searches: Pick<Services["searches"], "note">;
  config: Pick<Services["config"], "publicUrl" | "secret">;
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

const resultsAtMost = 20;
/** A hit with less than this share of the best one's score has little to do with what was asked. */
const worthShowing = 0.35;

/**
 * The help centre: pages made on the server, without any script but the widget of the site `siteKey` names.
 *
 * It belongs to that site: its visitors' articles are shown, and those for other sites or desks are not there.
 */
export function createHelp(
  deps: HelpDeps,
  options: { siteKey(): string | undefined; limiter?: Limiter | undefined },
): Hono {
  const { storage } = deps;
  const help = new Hono();
  const related = createRelated(deps);
  const origin = deps.config.publicUrl.replace(/\/+$/, "");

  /** What stands around a page, and who reads it. */
  async function placeOf(c: Context, lang = langOf(c) ?? accepted(c)): Promise<{ frame: Frame; reader: Reader }> {
    const key = options.siteKey();
    const site = (await listSites(storage.db)).find((one) => one.key === key);
    const { pathname, search } = new URL(c.req.url);
    return {
      frame: {
        lang,
        siteName: site?.name,
        siteKey: key,
        styleUrl: sheetOf(site?.accent).url,
        origin,
        theme: readTheme(c.req.header("cookie")),
        here: pathname + search,
      },
      reader: { audience: "visitor", siteId: site?.id ?? null, deskId: site?.desk_id ?? null },
    };
  }
  const accepted = (c: Context) => languageOf(...acceptedTags(c.req.header("accept-language")));
  const langOf = (c: Context) => languages.find((language) => language === c.req.param("lang"));
  const show = async (c: Context, html: Html, status = 200, headers: Record<string, string> = {}) =>
    send(c, String(await html), {
      type: "text/html; charset=UTF-8",
      status,
      headers: { "content-security-policy": policy, ...headers },
    });
  const missing = async (c: Context, lang?: Language) => {
    const { frame } = await placeOf(c, lang);
    return show(c, missingPage({ ...frame, here: `/help/${frame.lang}/` }), 404);
  };
  const slugOf = (c: Context) => c.req.param("slug") ?? "";
  const find = async (lang: Language, slug: string, reader: Reader) =>
    slug.includes("\u0000") ? undefined : findBySlug(storage.db, lang, slug, reader);
  const voice = (c: Context) =>
    voiceOf(
      { kind: "public" },
      { address: addressOf(c), userAgent: c.req.header("user-agent"), day: dayOf(deps.now()) },
      deps.config.secret,
    );

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
    const headers = { "cache-control": "public, max-age=31536000, immutable", vary: "accept-encoding" };
    return send(c, sheet.text, { type: "text/css; charset=utf-8", headers });
  });

  help.get("/files/:name", async (c) => {
    const name = c.req.param("name");
    const file = await deps.files.read(name);
    if (!file) return missing(c);
    const headers = fileHeaders(name, file.type);
    // its name is the hash of its content: whoever names it has it
    const isKnown = c.req.header("if-none-match")?.includes(`"${name}"`) ?? false;
    return isKnown ? c.body(null, 304, headers) : c.body(file.bytes, 200, headers);
  });

  help.get("/:map{sitemap(?:-[1-9]\\d{0,4})?\\.xml}", async (c) => {
    const { reader } = await placeOf(c);
    const [en, ja] = [await listPublic(storage.db, "en", reader), await listPublic(storage.db, "ja", reader)];
    const part = /-(\d+)/.exec(c.req.param("map"))?.[1];
    const text = sitemap(
      sitemapEntries({ en, ja }, categoryPath),
      origin,
      part === undefined ? undefined : Number(part),
    );
    return text === undefined ? missing(c) : send(c, text, { type: "application/xml; charset=utf-8" });
  });

  help.post("/theme", async (c) => {
    const form = await readForm(c, deps.config.publicUrl);
    if (!(form instanceof URLSearchParams)) return refuse(c, form, "/help/");
    c.header("set-cookie", themeCookie(form.get("theme"), origin.startsWith("https:")));
    return c.redirect(backTo(form.get("back")), 303);
  });

  help.get("/:lang{(?:en|ja)}/", async (c) => {
    const { frame, reader } = await placeOf(c);
    const articles = await listPublic(storage.db, frame.lang, reader);
    return show(c, homePage(frame, articles, await categoryOrder(storage.db, frame.lang)));
  });
  help.get("/:lang{(?:en|ja)}", (c) => c.redirect(`/help/${c.req.param("lang")}/`, 301));

  help.get("/:lang{(?:en|ja)}/feed.xml", async (c) => {
    const { frame, reader } = await placeOf(c);
    const articles = await listPublic(storage.db, frame.lang, reader);
    return send(c, feed(frame.lang, articles, frame), { type: "application/rss+xml; charset=utf-8" });
  });

  help.get("/:lang{(?:en|ja)}/search", async (c) => {
    const { frame, reader } = await placeOf(c);
    const query = (c.req.query("q") ?? "").replaceAll("\u0000", "").toWellFormed().trim().slice(0, 500);
    const input = { q: query, lang: frame.lang, limit: resultsAtMost, ...reader };
    const hits = query === "" ? [] : await deps.searcher.search(input);
    if (query !== "" && isRead(c) && !isCrawler(c.req.header("user-agent"))) {
      const of = { siteId: reader.siteId ?? "", lang: frame.lang, q: mask(query), visitorId: undefined };
      deps.searches.note([searchedHere(hits, of)]);
    }
    const near = hits.filter(({ score }) => score >= (hits[0]?.score ?? 0) * worthShowing);
    return show(c, resultsPage(frame, query, near));
  });

  help.get("/:lang{(?:en|ja)}/topics/:topic", async (c) => {
    const { frame, reader } = await placeOf(c);
    const topic = c.req.param("topic");
    const number = Number(c.req.query("page") ?? 1);
    const articles: ArticleRow[] = await listPublic(storage.db, frame.lang, reader);
    const html = Number.isSafeInteger(number)
      ? categoryPage(frame, articles, topic === "-" ? "" : topic, number)
      : undefined;
    return html === undefined ? missing(c) : show(c, html);
  });

  help.get("/:lang{(?:en|ja)}/articles/:slug", async (c) => {
    const { frame, reader } = await placeOf(c);
    const article = await find(frame.lang, slugOf(c), reader);
    if (!article) return missing(c);
    const step = stepOf(c.req.query("helpful"));
    // what comes back from the form was opened before
    if (isRead(c) && step === "ask") {
      deps.views.opened(article.id, { voice: voice(c), userAgent: c.req.header("user-agent") });
    }
    return show(c, articlePage(frame, article, await related(article, frame.lang, reader), step));
  });

  help.post("/:lang{(?:en|ja)}/articles/:slug/feedback", async (c) => {
    const { frame, reader } = await placeOf(c);
    const article = await find(frame.lang, slugOf(c), reader);
    if (!article) return missing(c);
    const form = await readForm(c, deps.config.publicUrl);
    const said = form instanceof URLSearchParams ? readFeedback(form) : undefined;
    if (!said) return refuse(c, form instanceof URLSearchParams ? 400 : form, article.url);
    try {
      options.limiter?.count("write", undefined, addressOf(c));
    } catch (error) {
      if (!KotaeError.is(error) || error.code !== "rate_limited") throw error;
      const words = strings[frame.lang];
      const wait = { "retry-after": String(error.retryAfter ?? 60) };
      return show(c, noticePage(frame, words.tooMany, words.tooManyHint, article.url), 429, wait);
    }
    const { helpful, comment, isTrapped } = said;
    const input = { id: article.id, helpful, ...(comment === undefined ? {} : { comment }) };
    // a program learns nothing of the trap it fell into
    if (!isTrapped) await deps.act((act) => giveFeedback(act, input, { voice: voice(c), reader }));
    return c.redirect(`${article.url}?helpful=${nextStep(said)}#helpful`, 303);
  });

  const refuse = async (c: Context, status: number, back: string) => {
    const { frame } = await placeOf(c);
    const words = strings[frame.lang];
    return show(c, noticePage(frame, words.refused, words.refusedHint, back), status);
  };

  // mounted at `/help`, the route above is that path without a slash only
  help.all("*", async (c) => {
    if (c.req.path === "/help/") return toLanguage(c);
    return missing(c, langInPath(c.req.path) ?? accepted(c));
  });
  return help;
}

const langInPath = (path: string) => languages.find((language) => path.startsWith(`/help/${language}/`));
const purposeOf = (c: Context) => `${c.req.header("sec-purpose") ?? ""} ${c.req.header("purpose") ?? ""}`;
/** Whether somebody asked for the page: what a browser fetches ahead was not. */
const isRead = (c: Context) => c.req.method === "GET" && !/prefetch/i.test(purposeOf(c));

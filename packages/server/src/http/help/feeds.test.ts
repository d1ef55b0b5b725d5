import type { ArticleRow } from "@kotae/sdk/schema";
import { Parser } from "htmlparser2";
import { describe, expect, it } from "vitest";
import { feed, robots, sitemap, sitemapEntries, urlsInSitemap } from "./feeds.ts";

const origin = "https://help.example";
const row = (fields: Partial<ArticleRow>): ArticleRow => ({
  id: "a",
  slug: "a",
  key: "a",
  lang: "en",
  title: "A",
  summary: "",
  category: "",
  status: "published",
  visibility: "public",
  url: "/help/en/articles/a",
  version: 1,
  publishAt: null,
  expiresAt: null,
  reviewAt: null,
  owner: null,
  siteId: null,
  deskId: null,
  popular: false,
  updatedAt: "2026-11-23T10:00:00.000Z",
  ...fields,
});
const category = (lang: string, name: string) => `/help/${lang}/topics/${encodeURIComponent(name || "-")}`;

/** The words of every element by its path; throws where the XML is not well-formed enough to be closed in order. */
function read(xml: string): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  const open: string[] = [];
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        open.push(name);
        const path = open.join("/");
        found[path] = [...(found[path] ?? []), ""];
        for (const [key, value] of Object.entries(attributes)) {
          found[`${path}@${key}`] = [...(found[`${path}@${key}`] ?? []), value];
        }
      },
      ontext(text) {
        const list = found[open.join("/")];
        if (list) list[list.length - 1] += text;
      },
      onclosetag(name, implied) {
        if (implied && !xml.includes(`<${name}`)) throw new Error(`${name} is not closed`);
        expect(open.pop()).toBe(name);
      },
    },
    { xmlMode: true },
  );
  parser.end(xml);
  expect(open).toEqual([]);
  return found;
}

describe("the feed", () => {
  it("has what is new first, every word as text, and says where it is", () => {
    const xml = feed(
      "ja",
      [
        row({ id: "1", title: "古い記事", updatedAt: "2026-11-01T00:00:00.000Z" }),
        row({
          id: "2",
          title: 'A <b> & "c"\u0001',
          summary: "]]>",
          category: "注文 & 返品",
          url: "/help/ja/articles/x",
        }),
      ],
      { origin, siteName: "Ac<me" },
    );
    const found = read(xml);
    expect(found["rss/channel/item/title"]).toEqual(['A <b> & "c"', "古い記事"]);
    expect(found["rss/channel/item/link"]?.[0]).toBe("https://help.example/help/ja/articles/x");
    expect(found["rss/channel/item/description"]).toEqual(["]]>", "古い記事"]);
    expect(found["rss/channel/item/category"]).toEqual(["注文 & 返品"]);
    expect(found["rss/channel/item/pubDate"]?.[1]).toBe("Sun, 01 Nov 2026 00:00:00 GMT");
    expect(found["rss/channel/atom:link@href"]).toEqual(["https://help.example/help/ja/feed.xml"]);
    expect(found["rss/channel/atom:link@rel"]).toEqual(["self"]);
    expect(found["rss/channel/language"]).toEqual(["ja"]);
    expect(found["rss/channel/title"]?.[0]).toContain("Ac<me");
    expect(read(feed("en", [], { origin, siteName: undefined }))["rss/channel/item"]).toBeUndefined();
  });

  it("names each change once, and fifty at most", () => {
    const many = Array.from({ length: 60 }, (_, n) =>
      row({ id: `${n}`, updatedAt: new Date(n * 1_000).toISOString() }),
    );
    const ids = read(feed("en", many, { origin, siteName: undefined }))["rss/channel/item/guid"] ?? [];
    expect(ids).toHaveLength(50);
    expect(new Set(ids).size).toBe(50);
    expect(ids[0]).toContain("59:");
  });
});

describe("the sitemap", () => {
  const en = [row({ key: "return", url: "/help/en/articles/return", category: "Orders & more" })];
  const ja = [
    row({ key: "return", lang: "ja", url: "/help/ja/articles/%E8%BF%94" }),
    row({ key: "only", url: "/help/ja/articles/only" }),
  ];

  it("has every page, and each article with its other languages", () => {
    const found = read(sitemap(sitemapEntries({ en, ja }, category), origin) ?? "");
    expect(found["urlset/url/loc"]).toEqual([
      "https://help.example/help/en/",
      "https://help.example/help/en/topics/Orders%20%26%20more",
      "https://help.example/help/en/articles/return",
      "https://help.example/help/ja/",
      "https://help.example/help/ja/topics/-",
      "https://help.example/help/ja/articles/%E8%BF%94",
      "https://help.example/help/ja/articles/only",
    ]);
    // two homes and two translations, each with both languages
    expect(found["urlset/url/xhtml:link@hreflang"]).toEqual(["en", "ja", "en", "ja", "en", "ja", "en", "ja"]);
    expect(found["urlset/url/lastmod"]?.[0]).toBe("2026-11-23T10:00:00.000Z");
    expect(robots(origin)).toContain("Sitemap: https://help.example/help/sitemap.xml");
  });

  it("is an index of several where one would be too long, and together they hold everything", () => {
    const entries = Array.from({ length: urlsInSitemap + 1 }, (_, n) => ({ path: `/help/en/articles/${n}` }));
    const parts = read(sitemap(entries, origin) ?? "")["sitemapindex/sitemap/loc"];
    expect(parts).toEqual(["https://help.example/help/sitemap-1.xml", "https://help.example/help/sitemap-2.xml"]);
    expect(sitemap(entries, origin, 1)?.match(/<loc>/g)).toHaveLength(urlsInSitemap);
    expect(sitemap(entries, origin, 2)?.match(/<loc>/g)).toHaveLength(1);
    expect(sitemap(entries, origin, 3)).toBeUndefined();
    expect(sitemap(entries.slice(0, 5), origin, 1)).toBeUndefined();
  });
});

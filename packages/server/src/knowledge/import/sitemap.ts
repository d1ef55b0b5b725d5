import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { elements, named, parseXml, textIn } from "./dom.ts";
import type { WebPage } from "./web-page.ts";

export type Sitemap = {
  /** Every page once, in the order they are listed. */
  pages: string[];
  /** Why it is not all there, in plain words. */
  problems: string[];
};

/** More maps than that in one are somebody's mistake. */
const mapsAtMost = 100;
const unpackedAtMost = 50_000_000;
const unpack = promisify(gunzip);

type Read = (url: string) => Promise<WebPage | { reason: string }>;

/** The pages of a sitemap and of the maps it lists (sitemaps.org); undefined where the page is none. */
export async function readSitemap(first: WebPage, read: Read): Promise<Sitemap | undefined> {
  const start = await listed(first);
  if (!start) return undefined;
  const pages = new Set<string>();
  const problems: string[] = [];
  const due = start.isIndex ? [...start.addresses] : [];
  if (!start.isIndex) for (const address of start.addresses) pages.add(address);
  const seen = new Set([first.url]);
  for (const url of due) {
    if (seen.has(url)) continue;
    if (seen.size > mapsAtMost) {
      problems.push(`the sitemap lists more than ${mapsAtMost} others`);
      break;
    }
    seen.add(url);
    const got = URL.parse(url)?.host === new URL(first.url).host ? await read(url) : { reason: "is on another site" };
    const map = "reason" in got ? undefined : await listed(got);
    if (!map) problems.push(`the sitemap ${url} ${"reason" in got ? got.reason : "is none"}`);
    else if (map.isIndex) due.push(...map.addresses);
    else for (const address of map.addresses) pages.add(address);
  }
  return { pages: [...pages], problems };
}

async function listed({ url, bytes }: WebPage): Promise<{ isIndex: boolean; addresses: string[] } | undefined> {
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const plain = isPacked ? await unpack(bytes, { maxOutputLength: unpackedAtMost }).catch(() => undefined) : bytes;
  const text = plain?.toString("utf8").replace(/^\ufeff/, "") ?? "";
  const [, root] =
    /^\s*(?:<\?xml[^>]*\?>)?(?:\s|<!--[\s\S]*?-->|<\?[^>]*\?>)*<(?:\w+:)?(urlset|sitemapindex)[\s>]/.exec(text) ?? [];
  if (root === undefined) return undefined;
  const addresses = elements(parseXml(text), named("loc", "sm:loc")).flatMap((loc) => {
    const address = URL.parse(textIn(loc).trim(), url);
    if (!address || !/^https?:$/.test(address.protocol)) return [];
    address.hash = "";
    return [address.href];
  });
  return { isIndex: root === "sitemapindex", addresses };
}

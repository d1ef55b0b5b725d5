import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { KotaeError } from "@kotae/sdk/errors";
import type { Skipped } from "./files.ts";
import { readSitemap } from "./sitemap.ts";
import { fileNames, toFile, type WebPage } from "./web-page.ts";

/** Reads one address, within limits; in plain words why not where it cannot, and whether it is gone for good. */
export type ReadWeb = (
  url: string,
  limits: { bytes: number; millis: number; signal?: AbortSignal },
) => Promise<WebPage | { reason: string; isGone: boolean }>;

export type WebOptions = {
  read: ReadWeb;
  /** More pages of a sitemap are left out. */
  pagesAtMost?: number | undefined;
  signal?: AbortSignal | undefined;
  onProgress?: ((done: number, total: number) => void) | undefined;
};

/** Pages as files in a folder of their own. */
export type BroughtWeb = {
  path: string;
  /** What could not be had this time, by its file: what was imported of it before stays. */
  missing: Skipped[];
  /** What is not there any more, or not a page. */
  gone: Skipped[];
  /** Takes the folder away. */
  clear(): Promise<void>;
};

const pages = 2_000;
const pageBytes = 5_000_000;
const pageMillis = 20_000;
const sitemapBytes = 50_000_000;
const allBytes = 500_000_000;
const allMillis = 30 * 60_000;
/** Pages asked for at once: a site is no load test. */
const atOnce = 4;

/** What articles of an address are remembered to come from. */
export const webName = (address: string): string => {
  const url = new URL(address);
  url.username = url.password = url.hash = "";
  return `web:${url.href}`;
};

/**
 * Reads a page, or every page that a sitemap lists of its own site, into files that an import reads like a saved site.
 *
 * Bounded in pages, bytes and time; what is beyond is said and kept as it was. Throws `unavailable` where the address
 * itself cannot be read.
 */
export async function bringWeb(address: string, options: WebOptions): Promise<BroughtWeb> {
  const { read, pagesAtMost = pages, onProgress = () => undefined } = options;
  const deadline = AbortSignal.timeout(allMillis);
  const signal = options.signal ? AbortSignal.any([options.signal, deadline]) : deadline;
  const first = await read(address, { bytes: sitemapBytes, millis: pageMillis, signal });
  if ("reason" in first) {
    throw new KotaeError("unavailable", `${shown(address)} ${first.reason}.`, { hint: "Nothing was changed." });
  }
  const missing: Skipped[] = [];
  const gone: Skipped[] = [];
  const isMap = await readSitemap(first, (url) => read(url, { bytes: sitemapBytes, millis: pageMillis, signal }));
  const origin = new URL(first.url);
  const listed = isMap ? isMap.pages : [first.url];
  const here = listed.filter((url) => URL.parse(url)?.host === origin.host);
  gone.push(...listed.filter((url) => !here.includes(url)).map((url) => ({ path: url, reason: "is on another site" })));
  // an empty name stands for everything: nothing may be removed that was not looked at
  missing.push(...(isMap?.problems ?? []).map((reason) => ({ path: "", reason })));
  const due = here.slice(0, pagesAtMost);
  if (due.length < here.length) {
    const more = here.length - due.length;
    missing.push({ path: "", reason: `pages beyond the limit of ${pagesAtMost} (--pages) were left out: ${more}` });
  }

  const path = await mkdtemp(join(tmpdir(), "kotae-web-"));
  const clear = () => rm(path, { recursive: true, force: true });
  const nameOf = fileNames(origin);
  let bytes = 0;
  let done = 0;
  const bring = async (url: string) => {
    const name = nameOf(url);
    onProgress(done, due.length);
    const got =
      !isMap && url === first.url
        ? first
        : bytes > allBytes
          ? { reason: `was not read: there are more than ${allBytes / 1_000_000} MB`, isGone: false }
          : await read(url, { bytes: pageBytes, millis: pageMillis, signal });
    done += 1;
    if ("reason" in got) {
      (got.isGone ? gone : missing).push({ path: got.isGone ? url : name, reason: got.reason });
      return;
    }
    bytes += got.bytes.length;
    const file = toFile(got, name);
    if ("reason" in file) {
      gone.push({ path: url, reason: file.reason });
      return;
    }
    await mkdir(dirname(join(path, file.name)), { recursive: true });
    await writeFile(join(path, file.name), file.text);
  };
  try {
    const queue = due.values();
    await Promise.all(
      Array.from({ length: Math.min(atOnce, due.length) }, async () => {
        for (const url of queue) {
          await bring(url);
          // others get their turn
          await wait(0);
        }
      }),
    );
    if (options.signal?.aborted) throw new KotaeError("aborted", "The import was stopped.");
    return { path, missing, gone, clear };
  } catch (error) {
    await clear();
    throw error;
  }
}

function shown(address: string): string {
  const url = new URL(address);
  url.username = url.password = "";
  return url.href;
}

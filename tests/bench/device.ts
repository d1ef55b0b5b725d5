import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import { build } from "vite";
import { toSnapshot } from "../../packages/sdk/src/search/index.ts";
import { launchBrowser } from "../support/browser.ts";
import { quantile } from "./load.ts";
import { corpusOf } from "./real-text.ts";

const articles = 1_000;
const queries = 200;
/** How much slower than this machine the device is. */
const throttle = 4;
const rounds = 3;

/** Times in milliseconds; `busy` are those of the processor, which do not count what else this machine was doing. */
type Timed = {
  fetched: number;
  ready: number;
  readyBusy: number;
  longest: number;
  queries: number[];
  queryBusy: number;
  found: number;
};

/** Search on a device: from the first focus to a ready index, and queries, in a real Chromium on a slow processor. */
export async function bench(): Promise<void> {
  const script = await bundle();
  console.log(`search for a device: ${brotliCompressSync(script).length} B br, Orama included`);
  const snapshots = new Map<string, Buffer>();
  for (const lang of ["en", "ja"] as const) {
    const json = JSON.stringify(toSnapshot(1, lang, corpusOf(lang, articles).articles));
    const params = { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_LGWIN]: 22 };
    snapshots.set(`/${lang}.json`, brotliCompressSync(json, { params }));
  }
  const server = createServer((request, response) => {
    const snapshot = snapshots.get(request.url ?? "");
    if (snapshot) {
      response.writeHead(200, { "content-type": "application/json", "content-encoding": "br" }).end(snapshot);
    } else if (request.url === "/search.js") {
      response.writeHead(200, { "content-type": "text/javascript" }).end(script);
    } else response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><meta charset=utf-8><input>");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  console.log(
    `Chromium ${await chromiumVersion()}, processor slowed ${throttle}x, ${articles} articles, ${corpusOf("en", 1).from}, best and worst of ${rounds}`,
  );
  try {
    for (const lang of ["en", "ja"] as const) {
      const runs: Timed[] = [];
      for (let round = 0; round < rounds; round++) {
        // one each: the Chromium that npm ships ends with its first context
        const browser = await launchBrowser();
        const page = await browser.newPage();
        await page.goto(base);
        const devtools = await page.context().newCDPSession(page);
        await devtools.send("Performance.enable");
        await devtools.send("Emulation.setCPUThrottlingRate", { rate: throttle });
        const busy = async () => {
          const { metrics } = await devtools.send("Performance.getMetrics");
          return (metrics.find(({ name }) => name === "ThreadTime")?.value ?? 0) * 1_000;
        };
        const all = corpusOf(lang, articles).queries;
        const asked = Array.from({ length: queries }, (_, n) => all[(round * queries + n) % all.length] as string);
        await page.evaluate(prepare, lang);
        const before = await busy();
        const loaded = await page.evaluate(load, `/${lang}.json`);
        const between = await busy();
        const answered = await page.evaluate(answer, asked);
        const queryBusy = ((await busy()) - between) / queries;
        runs.push({ ...loaded, ...answered, readyBusy: between - before, queryBusy });
        await browser.close();
      }
      const ready = runs.map((run) => run.ready).sort((a, b) => a - b);
      const all = runs.flatMap((run) => run.queries);
      console.log(
        [
          `${lang}: ${((snapshots.get(`/${lang}.json`)?.length ?? 0) / 1024).toFixed(0)} kB br`,
          `fetched ${Math.min(...runs.map((run) => run.fetched)).toFixed(0)} ms`,
          `ready ${ready[0]?.toFixed(0)}-${ready.at(-1)?.toFixed(0)} ms after focus (bar 500)`,
          `of which ${Math.min(...runs.map((run) => run.readyBusy)).toFixed(0)} ms processor`,
          `longest slice ${Math.max(...runs.map((run) => run.longest)).toFixed(0)} ms`,
          `query p50 ${quantile(all, 0.5).toFixed(1)} p99 ${quantile(all, 0.99).toFixed(1)} ms (bar 16)`,
          `mean ${Math.min(...runs.map((run) => run.queryBusy)).toFixed(1)} ms processor`,
          `${runs.reduce((sum, run) => sum + run.found, 0)} of ${all.length} found something`,
        ].join(", "),
      );
    }
  } finally {
    server.close();
  }
}

async function chromiumVersion(): Promise<string> {
  const browser = await launchBrowser();
  const version = browser.version();
  await browser.close();
  return version;
}

type Search = typeof import("../../packages/sdk/src/search/device.ts");
type Held = { search: Search; index: Awaited<ReturnType<Search["openSnapshot"]>>; yieldTo(): Promise<void> };
declare const held: Held;

/** In the page: what a panel does when it is opened, long before anybody has found the search field. */
async function prepare(lang: string): Promise<void> {
  const search = (await import("/search.js" as string)) as Search;
  const channel = new MessageChannel();
  const yieldTo = () =>
    new Promise<void>((resolve) => {
      channel.port1.onmessage = () => resolve();
      channel.port2.postMessage(0);
    });
  Object.assign(globalThis, { held: { search, index: undefined, yieldTo } });
  await search.warmUp(lang, { yieldTo });
}

/** In the page: the field's first focus, and then the snapshot and its index. */
async function load(url: string): Promise<Pick<Timed, "fetched" | "ready" | "longest">> {
  const field = document.querySelector("input") as HTMLInputElement;
  const focused = new Promise((resolve) => field.addEventListener("focus", resolve, { once: true }));
  field.focus();
  await focused;
  const began = performance.now();
  const snapshot = await (await fetch(url)).json();
  const fetched = performance.now() - began;
  let longest = 0;
  let resumed = performance.now();
  const yieldTo = async () => {
    longest = Math.max(longest, performance.now() - resumed);
    await held.yieldTo();
    resumed = performance.now();
  };
  held.index = await held.search.openSnapshot(snapshot, { budgetMillis: 12, yieldTo });
  return { fetched, ready: performance.now() - began, longest };
}

/** In the page: one query after the other, as they are typed. */
async function answer(asked: string[]): Promise<Pick<Timed, "queries" | "found">> {
  const { search, index, yieldTo } = held;
  if (!index) throw new Error("The snapshot was not readable.");
  const times: number[] = [];
  let found = 0;
  for (const query of asked) {
    const start = performance.now();
    const hits = search.search(index, query, { limit: 5, typing: true });
    times.push(performance.now() - start);
    if (hits.length > 0) found++;
    await yieldTo();
  }
  return { queries: times, found };
}

/** What a page loads to search by itself, as the widget's build would make it. */
async function bundle(): Promise<string> {
  const entry = fileURLToPath(new URL("../../packages/sdk/src/search/device.ts", import.meta.url));
  const result = await build({
    configFile: false,
    logLevel: "warn",
    build: {
      write: false,
      target: "es2022",
      lib: { entry, formats: ["es"], fileName: () => "search.js" },
      rolldownOptions: { output: { minify: true, comments: false, codeSplitting: false } },
    },
  });
  for (const one of Array.isArray(result) ? result : [result]) if ("output" in one) return one.output[0].code;
  throw new Error("There is no bundle.");
}

if (import.meta.main) await bench();

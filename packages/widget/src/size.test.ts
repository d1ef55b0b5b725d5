import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import { buildWidget } from "../build.ts";

const sizes = new Map<string, number>();
const texts = new Map<string, string>();
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "kotae-widget-"));
  await buildWidget(folder);
  for (const file of await readdir(folder)) {
    const bytes = await readFile(join(folder, file));
    const name = file.replace(/-[\w-]{8}\.js$/, "");
    sizes.set(name, brotliCompressSync(bytes).length);
    texts.set(name, bytes.toString());
  }
  process.stdout.write(`widget, brotli bytes: ${[...sizes].map(([name, size]) => `${name} ${size}`).join(", ")}\n`);
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

const size = (name: string) => sizes.get(name) ?? Number.NaN;

it("loads at most 3 kB before anybody acts", () => {
  expect(size("kotae.js")).toBeLessThanOrEqual(3_000);
});

it.each(["panel-en", "panel-ja"])("opens %s with at most 30 kB, loader included", (panel) => {
  expect(size("kotae.js") + size(panel)).toBeLessThanOrEqual(30_000);
});

it.each([
  ["device", 22_000],
  ["tool", 4_200],
  ["article", 2_800],
  ["rating", 1_200],
  ["live", 1_800],
  ["kotae-deflect.js", 6_000],
])("loads %s later, or elsewhere, with at most %i bytes", (part, most) => {
  expect(size(part)).toBeLessThanOrEqual(most);
});

it("lends its parts the panel's library: none of them brings another", () => {
  // what Preact calls an element's children
  const preact = /\.__k\b/;
  expect(texts.get("panel-en")).toMatch(preact);
  for (const part of ["article", "rating", "tool"]) expect(texts.get(part)).not.toMatch(preact);
});

it("carries nothing a strict policy forbids, and no schema library", () => {
  for (const text of texts.values()) {
    expect(/insertAdjacentHTML|document\.write|\beval\(|\bFunction\(|ZodError/.exec(text)?.[0]).toBeUndefined();
  }
});

import { readdirSync, readFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";

const folder = "packages/widget/dist";

/** Bytes a visitor's browser loads, brotli: the loader on every page, the panel when it is opened. */
export async function bench(): Promise<void> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".js"));
  const rows = files.map((name) => ({ name, bytes: brotliCompressSync(readFileSync(`${folder}/${name}`)).length }));
  for (const { name, bytes } of rows.sort((a, b) => a.bytes - b.bytes))
    console.log(`${String(bytes).padStart(7)} B br  ${name}`);
}

import { lstat, open, readdir, realpath, stat } from "node:fs/promises";
import { basename, dirname, extname, join, relative, resolve, sep } from "node:path";
import { KotaeError } from "@kotae/sdk/errors";

/** A file to read: where it is, and its name in the source, with slashes on every system. */
export type SourceFile = { path: string; name: string; kind: Kind };
type Kind = "markdown" | "html" | "csv" | "jsonl" | "json";
export type Skipped = { path: string; reason: string };

const kinds: Record<string, Kind> = {
  ".md": "markdown",
  ".markdown": "markdown",
  ".html": "html",
  ".htm": "html",
  ".csv": "csv",
  ".jsonl": "jsonl",
  ".ndjson": "jsonl",
  ".json": "json",
};

/** Folders with nothing to read for people: what was installed, and what HTTrack keeps for itself. */
const unread = new Set(["node_modules", "hts-cache"]);
/** A page is one text; a table or an export holds many. */
const megabytes: Record<Kind, number> = { markdown: 5, html: 5, csv: 100, jsonl: 100, json: 100 };

/**
 * The files of a folder in a stable order, or the one file; `source` names where they come from, `root` is the folder.
 *
 * Throws `not_found` where there is nothing at the path.
 */
export async function listFiles(
  path: string,
): Promise<{ source: string; root: string; files: SourceFile[]; skipped: Skipped[] }> {
  const source = await realpath(resolve(path)).catch(() => undefined);
  if (source === undefined) {
    throw new KotaeError("not_found", `There is nothing at ${path}.`, { hint: "Give the path of a folder or a file." });
  }
  if (!(await stat(source)).isDirectory()) {
    const [root, name] = [dirname(source), basename(source)];
    const kind = kinds[extname(source).toLowerCase()] ?? (await kindByContent(source));
    if (kind) return { source, root, ...(await weigh([{ path: source, name, kind }])) };
    return { source, root, files: [], skipped: [{ path: name, reason: "is not Markdown, HTML, CSV, JSON or JSONL" }] };
  }
  const found: SourceFile[] = [];
  const skipped: Skipped[] = [];
  await walk(source, source, found, skipped);
  found.sort((a, b) => (a.name < b.name ? -1 : 1));
  const { files, skipped: heavy } = await weigh(found);
  return { source, root: source, files, skipped: [...skipped, ...heavy] };
}

/** What a file that was named on purpose is, however it is called, as far as its first characters say. */
async function kindByContent(path: string): Promise<Kind | undefined> {
  const file = await open(path).catch(() => undefined);
  if (!file) return undefined;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(512), 0, 512, 0);
    const head = buffer
      .subarray(0, bytesRead)
      .toString("utf8")
      .replace(/^\ufeff/, "")
      .trimStart();
    if (/^[[{]/.test(head)) return "json";
    return /^<(?:!doctype|html|body|h1|p|div)\b/i.test(head) ? "html" : undefined;
  } finally {
    await file.close();
  }
}

async function walk(root: string, folder: string, found: SourceFile[], skipped: Skipped[]): Promise<void> {
  const nameOf = (path: string) => relative(root, path).split(sep).join("/");
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => undefined);
  if (!entries) {
    skipped.push({ path: nameOf(folder), reason: "cannot be read" });
    return;
  }
  for (const entry of entries) {
    const path = join(folder, entry.name);
    const kind = kinds[extname(entry.name).toLowerCase()];
    if (entry.isDirectory()) {
      if (!entry.name.startsWith(".") && !unread.has(entry.name)) await walk(root, path, found, skipped);
    } else if (entry.isSymbolicLink()) {
      const target = await realpath(path).catch(() => undefined);
      const inside = target !== undefined && (target === root || target.startsWith(root + sep));
      const isFile = inside && (await lstat(target)).isFile();
      // a linked folder inside the root is read where it really is
      if (isFile && kind) found.push({ path: target, name: nameOf(path), kind });
      else if (!inside && (kind || target === undefined)) {
        skipped.push({
          path: nameOf(path),
          reason: target ? "is a link that leads outside the folder" : "is a link that leads nowhere",
        });
      }
    } else if (entry.isFile() && kind && !entry.name.startsWith(".")) found.push({ path, name: nameOf(path), kind });
  }
}

async function weigh(all: SourceFile[]): Promise<{ files: SourceFile[]; skipped: Skipped[] }> {
  const files: SourceFile[] = [];
  const skipped: Skipped[] = [];
  for (const file of all) {
    const size = (await stat(file.path).catch(() => undefined))?.size;
    if (size === undefined) skipped.push({ path: file.name, reason: "cannot be read" });
    else if (size > megabytes[file.kind] * 1_000_000)
      skipped.push({ path: file.name, reason: `is larger than ${megabytes[file.kind]} MB` });
    else files.push(file);
  }
  return { files, skipped };
}

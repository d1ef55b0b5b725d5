import { createHash, randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** The images of articles, in a folder, each under the hash of its content: the same image is there once, and never changes. */
export type Files = {
  /** Stores an image and gives the path it is served at, or undefined where the bytes are no image we serve. */
  keep(bytes: Uint8Array): Promise<string | undefined>;
  /** What is stored under a name, or undefined where nothing is. */
  read(name: string): Promise<{ bytes: Uint8Array<ArrayBuffer>; type: string } | undefined>;
  /** The names of what nobody has kept since a moment (epoch milliseconds). */
  notKeptSince(at: number): Promise<string[]>;
  remove(name: string): Promise<void>;
};

/** An image may not be larger. */
export const imageBytes = 5_000_000;

const types = {
  png: "image/png",
  jpg: "image/jpeg",
  gif: "image/gif",
  webp: "image/webp",
  avif: "image/avif",
  svg: "image/svg+xml",
} as const;
type Kind = keyof typeof types;

const names = `[0-9a-f]{32}\\.(${Object.keys(types).join("|")})`;
const fileName = new RegExp(`^${names}$`);
const filePath = new RegExp(`^/help/files/${names}$`);

/** The names of the files a text mentions by the path they are served at. */
export const filesIn = (text: string): string[] =>
  [...text.matchAll(new RegExp(`/help/files/(${names})`, "g"))].map(([, name]) => String(name));

/** Whether an address is one that `keep` gives. */
export const isFilePath = (url: string) => filePath.test(url);

/** The file store in a folder, which is made when there is something to put in it. */
export function createFiles(folder: string): Files {
  return {
    async keep(bytes) {
      const kind = bytes.length <= imageBytes ? kindOf(bytes) : undefined;
      if (kind === undefined) return undefined;
      const name = `${createHash("sha256").update(bytes).digest("hex").slice(0, 32)}.${kind}`;
      const path = join(folder, name);
      const before = await stat(path).catch(() => undefined);
      if (before?.size !== bytes.length) await writeWhole(folder, path, bytes);
      // it counts as kept anew: whoever looks for what is unused must not take it from under an import
      else await utimes(path, new Date(), new Date());
      return `/help/files/${name}`;
    },
    async read(name) {
      const kind = fileName.exec(name)?.[1] as Kind | undefined;
      if (kind === undefined) return undefined;
      try {
        return { bytes: await readFile(join(folder, name)), type: types[kind] };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
        throw error;
      }
    },
    async notKeptSince(at) {
      const found: string[] = [];
      const entries = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
        if (error.code === "ENOENT") return [];
        throw error;
      });
      for (const name of entries) {
        const kept = fileName.test(name) ? (await stat(join(folder, name)).catch(() => undefined))?.mtimeMs : undefined;
        if (kept !== undefined && kept < at) found.push(name);
      }
      return found;
    },
    async remove(name) {
      if (fileName.test(name)) await rm(join(folder, name), { force: true });
    },
  };
}

/** Writes beside the place and moves it there: nobody ever reads half a file. */
async function writeWhole(folder: string, path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(folder, { recursive: true });
  const draft = join(folder, `${randomUUID()}.part`);
  try {
    await writeFile(draft, bytes, { flag: "wx", flush: true });
    await rename(draft, path);
  } finally {
    await rm(draft, { force: true });
  }
}

/** What the bytes are, whatever the file is called. */
function kindOf(bytes: Uint8Array): Kind | undefined {
  const head = Buffer.from(bytes.subarray(0, 64)).toString("latin1");
  if (head.startsWith("\x89PNG\r\n\x1a\n")) return "png";
  if (head.startsWith("\xff\xd8\xff")) return "jpg";
  if (/^GIF8[79]a/.test(head)) return "gif";
  if (/^RIFF[\s\S]{4}WEBP/.test(head)) return "webp";
  // the brands follow in words of four letters, the main one first
  if (/^[\s\S]{4}ftyp(?:[\s\S]{4}){0,8}?avi[fs]/.test(head)) return "avif";
  return isSvg(bytes) ? "svg" : undefined;
}

/** Whether it is a text whose root element is `svg`, after the declaration, comments and doctype that may come first. */
function isSvg(bytes: Uint8Array): boolean {
  let rest: string;
  try {
    rest = new TextDecoder("utf-8", { fatal: true }).decode(bytes).trimStart();
  } catch {
    return false;
  }
  for (;;) {
    const end = endOfProlog(rest);
    if (end === undefined) return /^<svg[\s/>]/.test(rest);
    const at = rest.indexOf(end);
    if (at === -1) return false;
    rest = rest.slice(at + end.length).trimStart();
  }
}

function endOfProlog(text: string): string | undefined {
  if (text.startsWith("<?")) return "?>";
  if (text.startsWith("<!--")) return "-->";
  // a doctype may bring entities, in brackets
  if (/^<!doctype[^>[]*\[/i.test(text)) return "]>";
  return /^<!doctype\s/i.test(text) ? ">" : undefined;
}

import { createHash } from "node:crypto";
import { elements, innerHtml, named, parsePage } from "./dom.ts";

/** What was answered for an address, and which address that is after its redirects. */
export type WebPage = { url: string; type: string; bytes: Buffer };

const ends: Record<string, string> = {
  "text/html": ".html",
  "application/xhtml+xml": ".html",
  "text/markdown": ".md",
  "text/x-markdown": ".md",
  "text/csv": ".csv",
  "application/json": ".json",
  "application/x-ndjson": ".jsonl",
  "application/jsonl": ".jsonl",
};
/** What plain text is taken for by its name. */
const known = /\.(?:md|markdown|csv|jsonl|ndjson)$/i;
const readable = /\.(?:html?|md|markdown|csv|jsonl|ndjson|json)$/i;

/** Gives each address of a site the name of a file, the one a crawler would save it under, and never one name twice. */
export function fileNames({ hostname }: URL): (url: string) => string {
  const taken = new Set<string>();
  // a folder that looks like a host is where an import looks for the pages of that host
  const host = hostname.replace(/[^\w.-]/g, "-");
  const root = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i.test(host) ? host : `${host.replace(/^-+/, "")}.site`;
  return (address) => {
    const { pathname, search } = new URL(address);
    const parts = pathname.split("/").slice(1).map(plain);
    const last = parts.pop() ?? "";
    const folders = parts.filter(Boolean).map((part) => (readable.test(part) ? `${part}_` : part));
    const [, stem = "", end = ""] = /^(.*?)((?:\.(?:html?|md|markdown|csv|jsonl|ndjson|json))?)$/i.exec(last) ?? [];
    const name = (mark: string) => [root, ...folders, `${stem || "index"}${mark}${end || ".html"}`].join("/");
    const bare = name(search === "" ? "" : `-${hash(search)}`);
    const own = taken.has(bare.toLowerCase()) ? name(`-${hash(address)}`) : bare;
    taken.add(own.toLowerCase());
    return own;
  };
}

/** A part of a path as every file system takes it, and as an import does not leave it out. */
function plain(part: string): string {
  let text = part;
  try {
    text = decodeURIComponent(part);
  } catch {
    // a name with a bare percent sign is meant as it stands
  }
  const safe = text
    .toWellFormed()
    .replace(/[\u0000-\u001f<>:"|?*\\/]/g, "-")
    .replace(/^\.+|[. ]+$/g, "_")
    .replace(/^node_modules$|^hts-cache$/, "$&_");
  return Buffer.byteLength(safe) > 150 ? `${Array.from(safe).slice(0, 40).join("")}-${hash(safe)}` : safe;
}

const hash = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 8);

/** A page as the file it is saved as, in UTF-8 and with whole addresses; or why it is no page an import can read. */
export function toFile(
  { url, type, bytes }: WebPage,
  name: string,
): { name: string; text: string } | { reason: string } {
  const [kind = "", ...params] = type
    .toLowerCase()
    .split(";")
    .map((part) => part.trim());
  const isNamed = (kind === "text/plain" || kind === "") && known.test(name);
  const end = ends[kind] ?? (isNamed ? (/\.[^.]+$/.exec(name)?.[0] ?? "") : undefined);
  if (end === undefined) return { reason: `is no page with a text (${kind || "of unknown type"})` };
  const charset = params.flatMap((param) => /^charset="?([\w-]+)/.exec(param)?.[1] ?? [])[0];
  const text = decode(bytes, charset ?? (end === ".html" ? saidInside(bytes) : undefined));
  if (text === undefined) return { reason: `is not text in ${charset ?? "UTF-8"}` };
  const file = name.endsWith(end) ? name : name.replace(/\.[^./]+$/, "") + end;
  return { name: file, text: end === ".html" ? whole(url, text) : text };
}

/** What a page says in its head that its letters are. */
const saidInside = (bytes: Buffer) =>
  /<meta[^>]+charset=["']?\s*([\w-]+)/i.exec(bytes.subarray(0, 2_048).toString("latin1"))?.[1];

function decode(bytes: Buffer, charset = "utf-8"): string | undefined {
  for (const label of [charset, "utf-8"]) {
    try {
      return new TextDecoder(label, { fatal: true }).decode(bytes);
    } catch {
      // not that, or nothing that is known
    }
  }
  return undefined;
}

/** A page whose links and images lead where they led on its site, with a mark which site that is, as HTTrack leaves it. */
function whole(url: string, html: string): string {
  const page = parsePage(html);
  const base = URL.parse(elements(page, named("base"))[0]?.attribs.href ?? "", url)?.href ?? url;
  const full = (address: string) => {
    if (address.trim().startsWith("#")) return address;
    return URL.parse(address.trim(), base)?.href ?? address;
  };
  for (const { name, attribs } of elements(page, named("a", "img"))) {
    for (const key of name === "a" ? ["href"] : ["src", "data-src", "data-original"]) {
      const address = attribs[key];
      if (address !== undefined && !address.startsWith("data:")) attribs[key] = full(address);
    }
  }
  return `<!-- Mirrored from ${new URL(url).host}/ -->\n${innerHtml(page)}`;
}

import { existsSync } from "node:fs";
import { join, posix } from "node:path";
import { elements, named, type Page } from "./dom.ts";

/** Where a saved page once stood: below which folder of the import its host's pages lie, and the host where it is known. */
type Place = { root: string; host: string | undefined };

/** Whether the import's folder has a file, by its name with slashes. */
export type HasFile = (name: string) => boolean;

/** Looks below a folder, and nowhere else. */
export const filesBelow = (root: string): HasFile => {
  const known = new Map<string, boolean>();
  return (name) => {
    const found = known.get(name) ?? (!name.startsWith("../") && name !== ".." && existsSync(join(root, name)));
    known.set(name, found);
    return found;
  };
};

const isHost = (folder: string) => /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i.test(folder) && !/\.html?$/i.test(folder);

function placeOf(name: string, page: Page, html: string): Place {
  const [top = ""] = name.split("/");
  const root = name.includes("/") && isHost(top) ? top : "";
  // HTTrack writes down where a page came from, and most sites say it themselves
  const mirrored = /<!-- Mirrored from ([a-z0-9.:-]+)\//i.exec(html)?.[1];
  const canonical = elements(page, named("link")).find(({ attribs }) => attribs.rel?.toLowerCase() === "canonical");
  const said = canonical?.attribs.href ?? "";
  const host = mirrored ?? (URL.canParse(said) ? new URL(said).host : undefined) ?? (root === "" ? undefined : root);
  return { root, host };
}

const pageEnds = ["", ".html", ".htm", "/index.html", "/index.htm"];

/**
 * Makes links and images of a saved page that name their site lead to the files beside it; those that were not saved
 * keep leading to the site.
 */
export function bringHome(name: string, page: Page, html: string, has: HasFile): void {
  const place = placeOf(name, page, html);
  const change = (address: string, ends: readonly string[]): string => {
    const path = pathOn(address, place);
    if (path === undefined) return address;
    const [bare = "", fragment] = path.split("#", 2);
    const found = fileAt(bare.split("?")[0] ?? "", place, ends, has);
    if (found !== undefined) {
      const way = posix.relative(posix.dirname(name), found).split("/").map(encodeURIComponent).join("/");
      return fragment ? `${way}#${fragment}` : way;
    }
    return address.startsWith("/") && !address.startsWith("//") && place.host
      ? `https://${place.host}${address}`
      : address;
  };
  for (const link of elements(page, named("a"))) {
    if (link.attribs.href !== undefined) link.attribs.href = change(link.attribs.href.trim(), pageEnds);
  }
  for (const image of elements(page, named("img"))) {
    // pages that load images late have them elsewhere, and a placeholder in their place
    const late = image.attribs["data-src"] ?? image.attribs["data-original"];
    if (late !== undefined && (image.attribs.src === undefined || image.attribs.src.startsWith("data:")))
      image.attribs.src = late;
    if (image.attribs.src !== undefined) image.attribs.src = change(image.attribs.src.trim(), [""]);
  }
}

/** The path an address names on its own site, or undefined where it is relative or leads to another one. */
function pathOn(address: string, { host }: Place): string | undefined {
  if (/^(?:https?:)?\/\//i.test(address)) {
    const full = address.startsWith("//") ? `https:${address}` : address;
    if (host === undefined || !URL.canParse(full)) return undefined;
    const url = new URL(full);
    return url.host === host ? url.pathname + url.search + url.hash : undefined;
  }
  return address.startsWith("/") ? address : undefined;
}

function fileAt(path: string, { root }: Place, ends: readonly string[], has: HasFile): string | undefined {
  let decoded = path;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    // a name with a bare percent sign is meant as it stands
  }
  const bare = posix.normalize(posix.join(root, decoded)).replace(/\/+$/, "");
  if (bare.startsWith("..")) return undefined;
  return ends
    .map((end) => posix.normalize(bare + end))
    .find((name) => name !== "" && name !== root && /\.[^/]+$/.test(name) && has(name));
}

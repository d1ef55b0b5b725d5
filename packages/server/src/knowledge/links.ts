import { posix } from "node:path";
import type { Content } from "@kotae/sdk/schema";
import type { Db } from "../storage/index.ts";
import { articleUrl } from "./address.ts";
import { walk } from "./content.ts";
import { asAgent } from "./reader.ts";
import * as store from "./store.ts";

/** Where a text stands, so that links in it can be followed: its language, and its file where it was imported. */
export type Place = { lang: string; source?: string | null; sourcePath?: string | null };

/** An article that a link may lead to. */
export type Target = { id: string; lang: string; slug: string };

/** Links to other articles lead to their pages and carry their ids; relative ones that lead nowhere become words. */
export async function resolveLinks(
  db: Db,
  tree: Content[],
  place: Place,
): Promise<{ tree: Content[]; broken: string[] }> {
  if (!hasLinks(tree)) return { tree, broken: [] };
  const files = new Map<string, Target>();
  if (place.source && place.sourcePath) {
    for (const row of await store.ofSource(db, place.source)) if (row.source_path) files.set(row.source_path, row);
  }
  const pages = new Map<string, Target>();
  for (const { lang, slug } of pageLinks(tree)) {
    const row = await store.findBySlug(db, lang, slug, asAgent);
    if (row) pages.set(`${lang}/${slug}`, row);
  }
  return follow(tree, place, files, pages);
}

/** The same with all possible targets at hand: files of the import by their path, pages by language and slug. */
export function follow(
  tree: Content[],
  place: Place,
  files: ReadonlyMap<string, Target>,
  pages: ReadonlyMap<string, Target>,
): { tree: Content[]; broken: string[] } {
  const broken: string[] = [];
  const visit = (node: Content): Content[] => {
    if (typeof node === "string") return [node];
    const [tag, attributes, ...children] = node;
    const inner = children.flatMap(visit);
    const href = attributes.href;
    if (tag !== "a" || href === undefined || !leadsInside(href)) return [[tag, attributes, ...inner]];
    const [path = "", fragment] = href.split("#", 2);
    const page = pageOf(path);
    const target = page ? pages.get(`${page.lang}/${page.slug}`) : fileTarget(path, place, files);
    if (target) {
      const url = articleUrl(target) + (fragment ? `#${fragment}` : "");
      return [["a", { href: url, "data-article": target.id }, ...inner]];
    }
    // an absolute path may be a page of the site itself; a relative one has nothing to stand on
    if (href.startsWith("/")) return [[tag, attributes, ...inner]];
    broken.push(href);
    return inner;
  };
  return { tree: tree.flatMap(visit), broken };
}

function fileTarget(path: string, place: Place, files: ReadonlyMap<string, Target>): Target | undefined {
  if (!place.sourcePath || path.startsWith("/")) return undefined;
  const decoded = decode(path.split("?")[0] ?? "");
  const full = posix.normalize(posix.join(posix.dirname(place.sourcePath), decoded)).replace(/\/+$/, "");
  const ends = ["", ".md", ".markdown", ".html", ".htm", "/index.md", "/README.md", "/index.html", "/index.htm"];
  for (const end of ends) {
    const found = files.get(full + end);
    if (found) return found;
  }
  return undefined;
}

/** Neither another site, nor a place on the same page. */
const leadsInside = (href: string) => !/^(?:[a-z][a-z0-9+.-]*:|#|\/\/|\?)/i.test(href);

const pageOf = (path: string) => {
  const match = /^\/help\/([a-z-]+)\/articles\/([^/?]+)$/i.exec(path);
  return match ? { lang: String(match[1]), slug: decode(String(match[2])) } : undefined;
};

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function hrefs(tree: readonly Content[]): string[] {
  return tree.flatMap((node) => {
    if (typeof node === "string") return [];
    const own = node[0] === "a" && node[1].href !== undefined ? [node[1].href] : [];
    return [...own, ...hrefs(node.slice(2) as Content[])];
  });
}

/** Whether any link of the tree may lead to another article. */
export const hasLinks = (tree: readonly Content[]) => hrefs(tree).some(leadsInside);

/** The pages of the help centre a tree links to. */
export const pageLinks = (tree: readonly Content[]) =>
  hrefs(tree).flatMap((href) => pageOf(href.split("#", 1)[0] ?? "") ?? []);

/** The articles a tree links to, by id. */
export function linkedArticles(tree: readonly Content[]): string[] {
  const ids = new Set<string>();
  walk(tree, ([, { "data-article": id }]) => {
    if (id !== undefined) ids.add(id);
  });
  return [...ids];
}

/** The tree with its links to these articles as the words they stand on. */
export function unlink(tree: readonly Content[], ids: ReadonlySet<string>): Content[] {
  return tree.flatMap((node): Content[] => {
    if (typeof node === "string") return [node];
    const [tag, attributes, ...children] = node;
    const inner = unlink(children, ids);
    return ids.has(attributes["data-article"] ?? "") ? inner : [[tag, attributes, ...inner]];
  });
}

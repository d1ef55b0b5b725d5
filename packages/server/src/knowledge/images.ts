import type { Content } from "@kotae/sdk/schema";
import { walk } from "./content.ts";
import { isFilePath } from "./files.ts";

/** Neither on another site nor in our own file store: an image as it lay beside an article that was imported. */
const isLocal = (src: string) => !/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(src) && !isFilePath(src);

/** The images of a tree that lie beside the article, each once. */
export function localImages(tree: readonly Content[]): string[] {
  const found = new Set<string>();
  walk(tree, ([tag, { src }]) => {
    if (tag === "img" && src !== undefined && isLocal(src)) found.add(src);
  });
  return [...found];
}

/** The tree with its local images at the paths they are served at; those without one become their words. */
export function showImages(tree: readonly Content[], urls: ReadonlyMap<string, string>): Content[] {
  const visit = (node: Content): Content[] => {
    if (typeof node === "string") return [node];
    const [tag, attributes, ...children] = node;
    const { src, alt } = attributes;
    if (tag !== "img" || src === undefined || !isLocal(src)) return [[tag, attributes, ...children.flatMap(visit)]];
    const url = urls.get(src);
    if (url !== undefined) return [["img", { ...attributes, src: url, "data-file": src }]];
    return alt ? [alt] : [];
  };
  return tree.flatMap(visit);
}

/** What `showImages` knew when it made this tree: a text that is rendered anew, far from its folder, keeps its images. */
export function shownImages(tree: readonly Content[]): Map<string, string> {
  const urls = new Map<string, string>();
  walk(tree, ([, attributes]) => {
    const { src, "data-file": file } = attributes;
    if (file !== undefined && src !== undefined) urls.set(file, src);
  });
  return urls;
}

import { readFile, realpath, stat } from "node:fs/promises";
import { isAbsolute, posix, relative, resolve, sep } from "node:path";
import { fromMarkdown } from "../content.ts";
import { type Files, imageBytes } from "../files.ts";
import { localImages } from "../images.ts";
import { type Draft, short } from "./draft.ts";

/** Something about a file that was taken in nevertheless. */
export type Note = { path: string; reason: string };

type Found = { url: string } | { reason: string };

/** Keeps the images that drafts show from their folder; what a draft cannot show is noted, and its words stay. */
export function createImageKeeper(files: Pick<Files, "keep">, root: string) {
  // many articles show the same logo
  const seen = new Map<string, Promise<Found>>();

  function find(fileName: string, src: string): Promise<Found> {
    const path = resolve(root, pathOf(fileName, src));
    const found = seen.get(path) ?? keep(files, root, path);
    seen.set(path, found);
    return found;
  }

  /** The draft with its images, as it stands in the file of that name. */
  return async (draft: Draft, fileName: string): Promise<{ draft: Draft; notes: Note[] }> => {
    const notes: Note[] = [];
    // most texts show no image, and need not be rendered to know it
    if (!/!\[|<img/i.test(draft.body)) return { draft, notes };
    const images: Draft["images"] = [];
    for (const src of localImages(fromMarkdown(draft.body))) {
      const found = await find(fileName, src);
      if ("url" in found) images.push([src, found.url]);
      else notes.push({ path: draft.sourcePath, reason: `shows “${short(src, 100)}”, which ${found.reason}` });
    }
    return { draft: { ...draft, images }, notes };
  };
}

/** Where an image lies below the root, or would lie: beside the file, or below the root where it begins with a slash. */
function pathOf(fileName: string, src: string): string {
  const bare = src.split(/[?#]/, 1)[0] ?? "";
  let name = bare;
  try {
    name = decodeURIComponent(bare);
  } catch {
    // a name with a bare percent sign is meant as it stands
  }
  name = name.replaceAll("\\", "/");
  return name.startsWith("/") ? `.${name}` : posix.join(posix.dirname(fileName), name);
}

async function keep(files: Pick<Files, "keep">, root: string, path: string): Promise<Found> {
  if (!isInside(root, path)) return { reason: "is outside the folder" };
  const real = await realpath(path).catch(() => undefined);
  if (real === undefined) return { reason: "is not there" };
  // a link may look as if it lay inside
  if (!isInside(root, real)) return { reason: "is outside the folder" };
  let bytes: Uint8Array;
  try {
    const about = await stat(real);
    if (!about.isFile()) return { reason: "is not a file" };
    if (about.size > imageBytes) return { reason: "is larger than 5 MB" };
    bytes = await readFile(real);
  } catch {
    return { reason: "cannot be read" };
  }
  // a disk that is full is no fault of the image: that fails the import
  const url = await files.keep(bytes);
  return url === undefined ? { reason: "is not a PNG, JPEG, GIF, WebP, AVIF or SVG image" } : { url };
}

function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

import type { Content, Parsed } from "@kotae/sdk/schema";
import type { Db } from "../storage/index.ts";
import { baseLang } from "./address.ts";
import { fromMarkdown } from "./content.ts";
import { showImages, shownImages } from "./images.ts";
import { resolveLinks } from "./links.ts";
import { asAgent } from "./reader.ts";
import * as store from "./store.ts";

/** What a text would look like as an article; an imported one keeps its images and the links of its folder. */
export async function previewContent(
  db: Db,
  { id, body, lang }: Parsed<"previewArticle">,
): Promise<{ content: Content[] }> {
  const row = id === undefined ? undefined : await store.find(db, id, asAgent);
  const bare = fromMarkdown(body);
  const shown = row?.source == null ? bare : showImages(bare, shownImages(JSON.parse(row.content) as Content[]));
  const place = { lang: baseLang(lang), source: row?.source ?? null, sourcePath: row?.source_path ?? null };
  return { content: (await resolveLinks(db, shown, place)).tree };
}

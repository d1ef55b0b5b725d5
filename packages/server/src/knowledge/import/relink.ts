import { setImmediate as breathe } from "node:timers/promises";
import type { Content } from "@kotae/sdk/schema";
import { fromMarkdown } from "../content.ts";
import { showImages, shownImages } from "../images.ts";
import { follow, hasLinks, pageLinks, type Target } from "../links.ts";
import { asAgent } from "../reader.ts";
import * as store from "../store.ts";
import type { ImportDeps } from "./deps.ts";

const batch = 100;

/** Follows the links among everything a source brought, now that all of it has its address; gives those that lead nowhere. */
export async function relink(deps: ImportDeps, source: string): Promise<{ path: string; href: string }[]> {
  const { db } = deps.storage;
  const files: Map<string, Target> = new Map();
  for (const row of await store.ofSource(db, source)) if (row.source_path !== null) files.set(row.source_path, row);
  const broken: { path: string; href: string }[] = [];
  let last = "";
  for (;;) {
    const rows = await store.bodiesOfSource(db, source, last, batch);
    if (rows.length === 0) return broken;
    const due: { id: string; content: string; updatedAt: number }[] = [];
    for (const row of rows) {
      last = row.id;
      // most texts have no link at all, and need not be rendered to know it
      if (!/\]\s*[([:]|href/i.test(row.body)) continue;
      const bare = fromMarkdown(row.body);
      if (!hasLinks(bare)) continue;
      const tree = showImages(bare, shownImages(JSON.parse(row.content) as Content[]));
      const pages = new Map<string, Target>();
      for (const { lang, slug } of pageLinks(tree)) {
        const page = await store.findBySlug(db, lang, slug, asAgent);
        if (page) pages.set(`${lang}/${slug}`, page);
      }
      const place = { lang: row.lang, source, sourcePath: row.source_path };
      const followed = follow(tree, place, files, pages);
      for (const href of followed.broken) broken.push({ path: row.source_path ?? "", href });
      const content = JSON.stringify(followed.tree);
      if (content !== row.content) due.push({ id: row.id, content, updatedAt: row.updated_at });
    }
    if (due.length > 0) {
      await deps.act(async (act) => {
        for (const { id, content, updatedAt } of due) {
          await store.update(act.db, id, { content, updated_at: Math.max(act.now, updatedAt + 1) });
        }
        await store.bumpVersion(act.db);
      });
    }
    await breathe();
  }
}

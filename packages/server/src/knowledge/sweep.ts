import { setImmediate as breathe } from "node:timers/promises";
import type { Db } from "../storage/index.ts";
import { type Files, filesIn } from "./files.ts";
import * as store from "./store.ts";
import { pageOfTexts } from "./versions/store.ts";

const page = 50;
/**
 * Images are kept before the articles that show them, by an import for moments and by a writer for as long as the text
 * lies unsaved on some device: for so long nothing is taken away.
 */
const graceMillis = 7 * 86_400_000;

/** Removes the images that no article shows, in none of its versions, and that nobody kept for a week; gives their names. */
export async function sweepFiles(db: Db, files: Files, now: number): Promise<string[]> {
  const unused = new Set(await files.notKeptSince(now - graceMillis));
  const spare = (text: string) => {
    for (const name of filesIn(text)) unused.delete(name);
  };
  for (let after = ""; unused.size > 0; ) {
    const rows = await store.pageOfTexts(db, after, page);
    for (const { body, content } of rows) spare(body + content);
    const last = rows.at(-1);
    if (!last) break;
    after = last.id;
    await breathe();
  }
  for (let after = { articleId: "", version: 0 }; unused.size > 0; ) {
    const rows = await pageOfTexts(db, after, page);
    for (const { body, images } of rows) spare(body + images);
    const last = rows.at(-1);
    if (!last) break;
    after = { articleId: last.article_id, version: last.version };
    await breathe();
  }
  // once more, for what was kept again while this was reading
  const still = new Set(await files.notKeptSince(now - graceMillis));
  const gone = [...unused].filter((name) => still.has(name));
  for (const name of gone) await files.remove(name);
  return gone;
}

import { setImmediate as breathe } from "node:timers/promises";
import { KotaeError } from "@kotae/sdk/errors";
import { isDuplicate } from "../../storage/index.ts";
import { freeSlug, insertUnderFreeSlug } from "../articles.ts";
import { fromMarkdown } from "../content.ts";
import { showImages } from "../images.ts";
import { follow, type Target } from "../links.ts";
import { slugify } from "../slug.ts";
import * as store from "../store.ts";
import { type Change, isSameText, keepVersions } from "../versions/versions.ts";
import type { ImportDeps } from "./deps.ts";
import { type Draft, hashOf, type Outcome } from "./draft.ts";
import { createExports } from "./exports.ts";
import { listFiles, type Skipped } from "./files.ts";
import { createImageKeeper, type Note } from "./images.ts";
import { filesBelow } from "./mirror.ts";
import { readDrafts } from "./read.ts";
import { relink } from "./relink.ts";

export type ImportProgress = { phase: "reading" | "storing" | "linking"; done: number; total: number };

export type ImportResult = {
  added: number;
  changed: number;
  unchanged: number;
  removed: number;
  skipped: Skipped[];
  /** Links between articles that lead nowhere; their words stay. */
  broken: { path: string; href: string }[];
  /** Images that cannot be shown, and why; their words stay. */
  notes: Note[];
};

export type ImportOptions = {
  onProgress?: (progress: ImportProgress) => void;
  /** What its articles are remembered to come from; by default the path of the folder or file. */
  source?: string;
  /** What of the source could not be brought into the folder, by the names it would have there: of it, everything stays. */
  missing?: readonly Skipped[];
};

const batch = 100;
/** Why an import made a version. */
const note = "Imported";

/** What was archived or scheduled here stays so, whatever its source says of it. */
const isPlannedHere = ({ status, publish_at }: store.ArticleDbRow) => status === "archived" || publish_at !== null;

/**
 * Takes in a file or a folder of articles; run again, it changes only what changed, and removes what is gone there.
 *
 * What cannot be read is skipped with a reason and what was imported of it before stays. Throws `not_found` where there
 * is nothing at the path.
 */
export async function importFrom(
  deps: ImportDeps,
  path: string,
  { onProgress = () => undefined, source: named, missing = [] }: ImportOptions = {},
): Promise<ImportResult> {
  const { source: place, root, files, skipped } = await listFiles(path);
  const source = named ?? place;
  skipped.push(...missing);
  const withImages = createImageKeeper(deps.files, root);
  const exports = createExports(files.length === 1);
  const has = filesBelow(root);
  const drafts: Draft[] = [];
  const notes: Note[] = [];
  const stays: string[] = [];
  const take = async (outcomes: readonly Outcome[], fileName: string) => {
    for (const outcome of outcomes) {
      if ("draft" in outcome) {
        const seen = await withImages(outcome.draft, fileName);
        drafts.push(seen.draft);
        notes.push(...seen.notes);
        continue;
      }
      skipped.push({ path: outcome.path, reason: outcome.reason });
      stays.push(...(outcome.keeps ?? []));
    }
  };
  for (const [at, file] of files.entries()) {
    onProgress({ phase: "reading", done: at, total: files.length });
    await take(await readDrafts(file, has, exports), file.name);
    if (at % 20 === 19) await breathe();
  }
  // their parts may lie in several files, so they are put together at the end
  await take(exports.drafts(), "");
  const result: ImportResult = { added: 0, changed: 0, unchanged: 0, removed: 0, skipped, broken: [], notes };
  // an empty folder is more likely a mistake than a wish to remove everything
  if (drafts.length === 0) return result;

  const known = new Map((await store.ofSource(deps.storage.db, source)).map((row) => [row.source_path ?? "", row]));
  for (let at = 0; at < drafts.length; at += batch) {
    onProgress({ phase: "storing", done: at, total: drafts.length });
    await storeBatch(deps, source, drafts.slice(at, at + batch), known, result);
    await breathe();
  }
  const kept = new Set(drafts.map(({ sourcePath }) => sourcePath));
  const unreadable = [...stays, ...skipped.map(({ path: name }) => name.replace(/:\d+$/, ""))];
  const gone = [...known.values()].filter(
    ({ source_path: name }) => name !== null && !kept.has(name) && !unreadable.some((other) => within(name, other)),
  );
  for (let at = 0; at < gone.length; at += batch) {
    const ids = gone.slice(at, at + batch).map(({ id }) => id);
    await deps.act(async ({ db }) => {
      await store.remove(db, ids);
      await store.bumpVersion(db);
    });
  }
  result.removed = gone.length;
  onProgress({ phase: "linking", done: 0, total: drafts.length });
  result.broken = await relink(deps, source);
  onProgress({ phase: "linking", done: drafts.length, total: drafts.length });
  deps.searcher?.changed();
  return result;
}

/** Whether an article comes from something that could not be read: that file, a row of it, or a file in that folder. */
const within = (name: string, unread: string) =>
  name === unread || unread === "" || name.startsWith(`${unread}#`) || name.startsWith(`${unread}/`);

type KnownRow = Awaited<ReturnType<typeof store.ofSource>>[number];

async function storeBatch(
  deps: ImportDeps,
  source: string,
  drafts: Draft[],
  known: ReadonlyMap<string, KnownRow>,
  result: ImportResult,
): Promise<void> {
  const targets: Map<string, Target> = new Map(known);
  // rendering takes its time, so it is done before the transaction others wait for
  const due = drafts.flatMap((draft) => {
    const before = known.get(draft.sourcePath);
    const hash = hashOf(draft);
    if (before?.source_hash === hash) {
      result.unchanged++;
      return [];
    }
    const place = { lang: draft.lang, source, sourcePath: draft.sourcePath };
    const shown = showImages(fromMarkdown(draft.body), new Map(draft.images));
    const { tree } = follow(shown, place, targets, new Map());
    return [{ draft, before, hash, content: JSON.stringify(tree) }];
  });
  if (due.length === 0) return;
  try {
    await deps.act(async (act) => {
      const changes: Change[] = [];
      const texts = await store.rowsOf(
        act.db,
        due.flatMap(({ before }) => before?.id ?? []),
      );
      for (const { draft, before, hash, content } of due) {
        const { sourcePath: source_path, slug, keywords, popular, images: _, ...fields } = draft;
        const row = {
          ...fields,
          content,
          keywords: JSON.stringify(keywords),
          popular: popular ? 1 : 0,
          source,
          source_path,
          source_hash: hash,
        };
        const base = slug ?? (slugify(draft.title) || "article");
        const old = before && texts.get(before.id);
        if (before && old) {
          // an address that was given out stays, unless its author asks for another
          const moves = draft.lang !== before.lang || (slug !== undefined && slug !== before.slug);
          const address = moves ? { slug: await freeSlug(act.db, draft.lang, base, before.id) } : {};
          const isNewText = !isSameText(old, row);
          const after = await store.update(act.db, before.id, {
            ...row,
            ...address,
            ...(isPlannedHere(old) ? { status: old.status } : {}),
            version: old.version + (isNewText ? 1 : 0),
            updated_at: Math.max(act.now, before.updated_at + 1),
          });
          if (after && isNewText) changes.push({ before: old, after, by: null, note });
        } else {
          const times = { created_at: act.now, updated_at: act.now };
          const after = await insertUnderFreeSlug(act.db, base, { ...row, ...times, id: act.newId() });
          changes.push({ before: undefined, after, by: null, note });
        }
      }
      await keepVersions(act, changes);
      await store.bumpVersion(act.db);
    });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    throw new KotaeError("conflict", "Another import of the same source is running.", {
      hint: "Let it finish, then run this one again.",
      cause: error,
    });
  }
  for (const { before } of due) {
    if (before) result.changed++;
    else result.added++;
  }
}

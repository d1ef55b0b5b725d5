import { createHash } from "node:crypto";
import { KotaeError } from "@kotae/sdk/errors";
import type { Parsed, Synonym } from "@kotae/sdk/schema";
import { canBeSynonym, normalize, words as searchWords } from "@kotae/sdk/search";
import type { Act } from "../../act.ts";
import type { Db } from "../../storage/index.ts";
import { bumpVersion } from "../store.ts";
import * as store from "./store.ts";
import { suggest } from "./suggest.ts";

/** Groups of words that mean the same, newest change first. */
export async function listSynonyms(db: Db, filter: Parsed<"listSynonyms">): Promise<Synonym[]> {
  return (await store.list(db, filter)).map(toSynonym);
}

/** Adds a group that search uses at once; throws `conflict` where one of its words stands in another one. */
export async function createSynonym(act: Act, { lang, words }: Parsed<"createSynonym">): Promise<Synonym> {
  const group = await check(act.db, lang, words);
  const row = await store.insert(act.db, {
    id: act.newId(),
    lang,
    words: JSON.stringify(group),
    status: "active",
    evidence: "[]",
    created_at: act.now,
    updated_at: act.now,
  });
  await bumpVersion(act.db);
  return toSynonym(row);
}

/** Changes a group's words, takes up a suggestion or puts it aside; throws `not_found`, `conflict`. */
export async function updateSynonym(act: Act, { id, words, status }: Parsed<"updateSynonym">): Promise<Synonym> {
  const before = await store.find(act.db, id);
  if (!before) throw missing();
  const next = status ?? before.status;
  const given = words ?? (JSON.parse(before.words) as string[]);
  const group = next === "active" ? await check(act.db, before.lang, given, id) : tidy(given);
  const row = await store.update(act.db, id, { words: JSON.stringify(group), status: next, updated_at: act.now });
  if (!row) throw missing();
  if (before.status === "active" || next === "active") await bumpVersion(act.db);
  return toSynonym(row);
}

/** Removes a group; throws `not_found`. */
export async function deleteSynonym(act: Act, id: string): Promise<Record<string, never>> {
  if (!(await store.remove(act.db, id))) throw missing();
  await bumpVersion(act.db);
  return {};
}

/** The groups search uses, by language. */
export async function activeSynonyms(db: Db): Promise<Map<string, string[][]>> {
  const rows = await store.list(db, { status: "active" });
  const found = new Map<string, string[][]>();
  for (const row of rows.toReversed()) {
    found.set(row.lang, [...(found.get(row.lang) ?? []), JSON.parse(row.words) as string[]]);
  }
  return found;
}

/** Keeps that somebody searched in vain and was helped by an article afterwards; once a day for each `voice`. */
export async function recordTrail(
  db: Db,
  { lang, q, articleId, day, voice }: { lang: string; q: string; articleId: string; day: string; voice: string },
): Promise<void> {
  // the id names the person and day without saying who it was
  const id = createHash("sha256")
    .update(JSON.stringify([voice, lang, q, articleId, day]))
    .digest("hex")
    .slice(0, 40);
  await store.insertTrail(db, { id, lang, q, article_id: articleId, day });
}

const trailDays = 90;
const trailsMost = 10_000;

/** Suggests pairs that enough people's searches support, once each: what was put aside stays aside. Gives how many. */
export async function suggestSynonyms(act: Act): Promise<number> {
  const first = new Date(act.now - trailDays * 86_400_000).toISOString().slice(0, 10);
  await store.removeTrailsBefore(act.db, first);
  const trails = await store.trailsSince(act.db, first, trailsMost);
  if (trails.length === 0) return 0;
  const found = suggest(
    trails.map(({ id, lang, q, article_id: articleId }) => ({ id, lang, q, articleId })),
    await store.publishedTitles(act.db),
  );
  const groups = await store.list(act.db, {});
  let added = 0;
  for (const { lang, words, evidence } of found) {
    const same = groups.find(
      (row) => row.lang === lang && words.every((word) => keysOf(JSON.parse(row.words) as string[]).has(keyOf(word))),
    );
    if (same) {
      if (same.status === "suggested" && same.evidence !== JSON.stringify(evidence)) {
        await store.update(act.db, same.id, { evidence: JSON.stringify(evidence) });
      }
      continue;
    }
    await store.insert(act.db, {
      id: act.newId(),
      lang,
      words: JSON.stringify(words),
      status: "suggested",
      evidence: JSON.stringify(evidence),
      created_at: act.now,
      updated_at: act.now,
    });
    added += 1;
  }
  return added;
}

/** The group without repeats; refuses words that no search could find, and those another group has. */
async function check(db: Db, lang: string, words: readonly string[], exceptId?: string): Promise<string[]> {
  const group = tidy(words);
  const empty = group.find((word) => !canBeSynonym(word));
  if (empty !== undefined) {
    throw new KotaeError("invalid_input", `“${empty}” says nothing in a search.`, {
      errors: [{ path: "words", message: `“${empty}” is passed over by the search` }],
    });
  }
  if (group.length < 2) {
    throw new KotaeError("invalid_input", "These are the same word.", {
      errors: [{ path: "words", message: "must be at least two different words" }],
    });
  }
  const keys = keysOf(group);
  for (const other of await store.list(db, { lang, status: "active" })) {
    const taken = (JSON.parse(other.words) as string[]).find((word) => keys.has(keyOf(word)));
    if (other.id === exceptId || taken === undefined) continue;
    throw new KotaeError("conflict", `“${taken}” stands in another group already.`, {
      hint: "Add the other words to that group.",
    });
  }
  return group;
}

function tidy(words: readonly string[]): string[] {
  const found = new Map<string, string>();
  for (const word of words) {
    const written = word.replaceAll(/\s+/g, " ").trim();
    if (!found.has(keyOf(written))) found.set(keyOf(written), written);
  }
  return [...found.values()];
}

/** Words are the same where search takes them for the same. */
const keyOf = (word: string) => searchWords(word).join(" ") || normalize(word);
const keysOf = (words: readonly string[]) => new Set(words.map(keyOf));

const missing = () => new KotaeError("not_found", "There is no such group of synonyms.");

const toSynonym = (row: store.SynonymRow): Synonym => ({
  id: row.id,
  lang: row.lang,
  words: JSON.parse(row.words) as string[],
  status: row.status,
  evidence: JSON.parse(row.evidence) as Synonym["evidence"],
  createdAt: new Date(row.created_at).toISOString(),
});

import { KotaeError } from "@kotae/sdk/errors";
import type { Article, Content, Parsed } from "@kotae/sdk/schema";
import type { Act } from "../act.ts";
import { agentById, deskById, siteById } from "../identity/index.ts";
import { type Db, isDuplicate } from "../storage/index.ts";
import { baseLang } from "./address.ts";
import { fromMarkdown } from "./content.ts";
import { showImages, shownImages } from "./images.ts";
import { resolveLinks } from "./links.ts";
import { asAgent, type Reader } from "./reader.ts";
import { type Plan, planOf, type Wish } from "./schedule/plan.ts";
import { toArticle } from "./shape.ts";
import { slugify } from "./slug.ts";
import * as store from "./store.ts";
import { keyFor, keyOfNew } from "./translations.ts";
import { isSameText, keepVersions, newestVersion, versionToRestore, type Writer } from "./versions/versions.ts";

/**
 * Writes a new article; the slug is made of the title, and gets a number where its language has it already.
 *
 * With a `publishAt` that lies ahead it is a draft until then; one that has come publishes at once.
 */
export async function createArticle(
  act: Act,
  input: Parsed<"createArticle">,
  by: Writer = null,
  note = "",
): Promise<Article> {
  const lang = baseLang(input.lang);
  const base = input.slug ?? (slugify(input.title) || "article");
  await checkPlaces(act.db, input);
  // it begins as a draft in any case: what is given then is asked of it
  const plan = planned({ status: "draft", publishAt: null, expiresAt: null }, input, act.now);
  const { tree } = await resolveLinks(act.db, fromMarkdown(input.body), { lang });
  const id = act.newId();
  const key = await keyOfNew(act.db, input.key, { id, lang, slug: base });
  const row = await insertUnderFreeSlug(act.db, base, {
    id,
    key,
    lang,
    title: input.title,
    summary: input.summary ?? "",
    category: input.category ?? "",
    body: input.body,
    content: JSON.stringify(tree),
    keywords: JSON.stringify(input.keywords ?? []),
    visibility: input.visibility,
    ...plan,
    review_at: timeOf(input.reviewAt) ?? null,
    owner_id: input.ownerId ?? null,
    site_id: input.siteId ?? null,
    desk_id: input.deskId ?? null,
    popular: input.popular ? 1 : 0,
    position: 0,
    source: null,
    source_path: null,
    source_hash: null,
    created_at: act.now,
    updated_at: act.now,
  });
  await keepVersions(act, [{ before: undefined, after: row, by, note }]);
  await store.bumpVersion(act.db);
  return read(act.db, row.id);
}

/** Stores a row under the first free slug of `base`, `base-2`, `base-3`, … */
export async function insertUnderFreeSlug(
  db: Db,
  base: string,
  row: Omit<store.NewArticleRow, "slug">,
): Promise<store.ArticleDbRow> {
  for (let n = 1; ; n++) {
    const stored = await store.insert(db, { ...row, slug: n === 1 ? base : `${base}-${n}` });
    if (stored) return stored;
  }
}

/**
 * Changes what is given of an article; a change of its text makes a version.
 *
 * Throws `not_found`, `conflict` where its text is no longer the one `ifVersion` names or its slug was taken, and
 * `invalid_input` for a plan that cannot be kept.
 */
export async function updateArticle(
  act: Act,
  id: string,
  patch: Omit<Parsed<"updateArticle">, "id">,
  by: Writer = null,
): Promise<Article> {
  return change(act, id, patch, by, undefined);
}

/** Gives an article the text of one of its versions, as a new version; throws `not_found`. */
export async function restoreVersion(
  act: Act,
  { id, version }: Parsed<"restoreArticleVersion">,
  by: Writer,
): Promise<Article> {
  const { images, title, summary, body, keywords } = await versionToRestore(act.db, id, version);
  const text = { title, summary, body, keywords: [...keywords] };
  return change(act, id, { ...text, note: `Restored version ${version}` }, by, images);
}

type Patch = Omit<Parsed<"updateArticle">, "id">;

/** `images` are those a restored text came with: the text it replaces may not show them. */
async function change(
  act: Act,
  id: string,
  patch: Patch,
  by: Writer,
  images: ReadonlyMap<string, string> | undefined,
): Promise<Article> {
  const before = await store.findToChange(act.db, id);
  if (!before) throw missing();
  if (patch.ifVersion !== undefined && patch.ifVersion !== before.version) throw await overtaken(act.db, before);
  await checkPlaces(act.db, patch);
  const { publish_at: publishAt, expires_at: expiresAt } = before;
  const plan = planned({ status: before.status, publishAt, expiresAt }, patch, act.now);
  const lang = patch.lang === undefined ? before.lang : baseLang(patch.lang);
  const slug =
    patch.slug === undefined && lang === before.lang
      ? before.slug
      : await freeSlug(act.db, lang, patch.slug ?? before.slug, id);
  // in another language it stays a translation of the same articles, where it can
  const wanted = patch.key === undefined && lang !== before.lang ? before.key : patch.key;
  const key = await keyFor(act.db, wanted, { id, lang, slug });
  const { title = before.title, summary = before.summary, body = before.body } = patch;
  const keywords = patch.keywords === undefined ? before.keywords : JSON.stringify(patch.keywords);
  const isNewText = !isSameText(before, { title, summary, body, keywords });
  const content =
    patch.body === undefined
      ? {}
      : { content: JSON.stringify(await render(act.db, body, { ...before, lang }, images)) };
  try {
    const after = await store.update(act.db, id, {
      ...given({ category: patch.category, key, visibility: patch.visibility }),
      ...given({ owner_id: patch.ownerId, site_id: patch.siteId, desk_id: patch.deskId }),
      ...given({ review_at: timeOf(patch.reviewAt) }),
      ...(patch.popular === undefined ? {} : { popular: patch.popular ? 1 : 0 }),
      ...plan,
      title,
      summary,
      body,
      keywords,
      ...content,
      lang,
      slug,
      version: before.version + (isNewText ? 1 : 0),
      // two changes in one millisecond must not look like one to whoever compares times
      updated_at: Math.max(act.now, before.updated_at + 1),
    });
    if (!after) throw missing();
    if (isNewText) await keepVersions(act, [{ before, after, by, note: patch.note ?? "" }]);
    await store.bumpVersion(act.db);
    return await read(act.db, id);
  } catch (error) {
    if (isDuplicate(error))
      throw new KotaeError("conflict", "Another article took that slug just now.", { cause: error });
    throw error;
  }
}

/** Says who was faster: what the writer has is still theirs, and nothing of it was kept. */
async function overtaken(db: Db, row: store.ArticleDbRow): Promise<KotaeError> {
  const newest = await newestVersion(db, row.id);
  const who = newest?.author?.name ?? "Somebody";
  const when = newest ? newest.createdAt : new Date(row.updated_at).toISOString();
  return new KotaeError("conflict", "This article was changed while you were writing.", {
    hint: `${who} wrote version ${row.version} at ${when}. Compare it with your text, then save again with ifVersion ${row.version}.`,
  });
}

/** The tree of an article's new text; one that was imported keeps the images and the links it came with. */
async function render(
  db: Db,
  body: string,
  before: store.ArticleDbRow,
  images: ReadonlyMap<string, string> = new Map(),
): Promise<Content[]> {
  const { lang, source, source_path: sourcePath } = before;
  const bare = fromMarkdown(body);
  const known = new Map([...images, ...shownImages(JSON.parse(before.content) as Content[])]);
  const shown = source === null ? bare : showImages(bare, known);
  return (await resolveLinks(db, shown, { lang, source, sourcePath })).tree;
}

/** The columns of a plan; throws `invalid_input` that names what is wrong with it. */
function planned(before: Plan, wish: Patch, now: number) {
  const asked: Wish = {
    status: wish.status,
    publishAt: timeOf(wish.publishAt),
    expiresAt: timeOf(wish.expiresAt),
  };
  const next = planOf(before, asked, now);
  if (!("plan" in next)) throw invalid(next.path, next.message);
  const { status, publishAt, expiresAt } = next.plan;
  return { status, publish_at: publishAt, expires_at: expiresAt };
}

/** Throws `invalid_input` where an owner, a site or a desk is none of ours. */
async function checkPlaces(db: Db, { ownerId, siteId, deskId }: Patch): Promise<void> {
  if (ownerId != null && !(await agentById(db, ownerId))) throw invalid("ownerId", "must be the id of an agent");
  if (siteId != null && !(await siteById(db, siteId))) throw invalid("siteId", "must be the id of a site");
  if (deskId != null && !(await deskById(db, deskId))) throw invalid("deskId", "must be the id of a desk");
}

const invalid = (path: string, message: string) =>
  new KotaeError("invalid_input", `${path} ${message}.`, { errors: [{ path, message }] });

/** Makes an article visible to its audience at once; throws `not_found`. */
export const publishArticle = (act: Act, id: string, by: Writer = null) =>
  updateArticle(act, id, { status: "published" }, by);

/** Removes an article; throws `not_found`. */
export async function deleteArticle(act: Act, id: string): Promise<Record<string, never>> {
  const gone = await store.remove(act.db, [id]);
  if (gone.length === 0) throw missing();
  await store.bumpVersion(act.db);
  return {};
}

/** One article with its text, or undefined where there is none its reader may see. */
export async function getArticle(db: Db, id: string, reader: Reader): Promise<Article | undefined> {
  const row = await store.find(db, id, reader);
  return row && toArticle(db, row, reader);
}

/** One article by where it stands in the help centre, or undefined. */
export async function findBySlug(db: Db, lang: string, slug: string, reader: Reader): Promise<Article | undefined> {
  const row = await store.findBySlug(db, lang, slug, reader);
  return row && toArticle(db, row, reader);
}

/** The first slug of `base`, `base-2`, … that no other article of its language has. */
export async function freeSlug(db: Db, lang: string, base: string, id: string): Promise<string> {
  for (let n = 1; ; n++) {
    const slug = n === 1 ? base : `${base}-${n}`;
    if (await store.isFree(db, lang, slug, id)) return slug;
  }
}

async function read(db: Db, id: string): Promise<Article> {
  const article = await getArticle(db, id, asAgent);
  if (!article) throw missing();
  return article;
}

const missing = () => new KotaeError("not_found", "There is no such article.");

const timeOf = (time: string | null | undefined) => (time == null ? time : Date.parse(time));

/** The entries of a record that were given. */
function given<T extends Record<string, unknown>>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

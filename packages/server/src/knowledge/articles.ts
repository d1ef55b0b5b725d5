import { KotaeError } from "@kotae/sdk/errors";
import type { Article, ArticleRow, Content, Parsed } from "@kotae/sdk/schema";
import type { Act } from "../act.ts";
import { type Db, isDuplicate } from "../storage/index.ts";
import { articleUrl, baseLang } from "./address.ts";
import { fromMarkdown } from "./content.ts";
import { showImages, shownImages } from "./images.ts";
import { resolveLinks } from "./links.ts";
import { slugify } from "./slug.ts";
import * as store from "./store.ts";

/** Writes a new article; the slug is made of the title, and gets a number where its language has it already. */
export async function createArticle(act: Act, input: Parsed<"createArticle">): Promise<Article> {
  const lang = baseLang(input.lang);
  const base = input.slug ?? (slugify(input.title) || "article");
  const { tree } = await resolveLinks(act.db, fromMarkdown(input.body), { lang });
  const row = await insertUnderFreeSlug(act.db, base, {
    id: act.newId(),
    key: input.key ?? base,
    lang,
    title: input.title,
    summary: input.summary ?? "",
    category: input.category ?? "",
    body: input.body,
    content: JSON.stringify(tree),
    keywords: JSON.stringify(input.keywords ?? []),
    status: input.status,
    visibility: input.visibility,
    popular: 0,
    position: 0,
    source: null,
    source_path: null,
    source_hash: null,
    created_at: act.now,
    updated_at: act.now,
  });
  await store.bumpVersion(act.db);
  return toArticle(act.db, row, "agent");
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

/** Changes what is given of an article; throws `not_found`. */
export async function updateArticle(
  act: Act,
  id: string,
  patch: Omit<Parsed<"updateArticle">, "id">,
): Promise<Article> {
  const before = await store.find(act.db, id, "agent");
  if (!before) throw missing();
  const lang = patch.lang === undefined ? before.lang : baseLang(patch.lang);
  const slug =
    patch.slug === undefined && lang === before.lang
      ? before.slug
      : await freeSlug(act.db, lang, patch.slug ?? before.slug, id);
  const content =
    patch.body === undefined
      ? {}
      : { body: patch.body, content: JSON.stringify(await render(act.db, patch.body, { ...before, lang })) };
  const { title, summary, category, key, visibility, status, keywords } = patch;
  try {
    const row = await store.update(act.db, id, {
      ...given({ title, summary, category, key, visibility, status }),
      ...(keywords === undefined ? {} : { keywords: JSON.stringify(keywords) }),
      ...content,
      lang,
      slug,
      // two changes in one millisecond must not look like one to whoever compares times
      updated_at: Math.max(act.now, before.updated_at + 1),
    });
    if (!row) throw missing();
    await store.bumpVersion(act.db);
    return await toArticle(act.db, row, "agent");
  } catch (error) {
    if (isDuplicate(error))
      throw new KotaeError("conflict", "Another article took that slug just now.", { cause: error });
    throw error;
  }
}

/** The tree of an article's new text; one that was imported keeps the images and the links it came with. */
async function render(db: Db, body: string, before: store.ArticleDbRow): Promise<Content[]> {
  const { lang, source, source_path: sourcePath } = before;
  const bare = fromMarkdown(body);
  const shown = source === null ? bare : showImages(bare, shownImages(JSON.parse(before.content) as Content[]));
  return (await resolveLinks(db, shown, { lang, source, sourcePath })).tree;
}

/** Makes an article visible to its audience; throws `not_found`. */
export const publishArticle = (act: Act, id: string) => updateArticle(act, id, { status: "published" });

/** Removes an article; throws `not_found`. */
export async function deleteArticle(act: Act, id: string): Promise<Record<string, never>> {
  const gone = await store.remove(act.db, [id]);
  if (gone.length === 0) throw missing();
  await store.bumpVersion(act.db);
  return {};
}

/** One article with its text, or undefined where there is none its reader may see. */
export async function getArticle(
  db: Db,
  id: string,
  { audience }: { audience: store.Audience },
): Promise<Article | undefined> {
  const row = await store.find(db, id, audience);
  return row && toArticle(db, row, audience);
}

/** One article by where it stands in the help centre, or undefined. */
export async function findBySlug(
  db: Db,
  lang: string,
  slug: string,
  audience: store.Audience,
): Promise<Article | undefined> {
  const row = await store.findBySlug(db, lang, slug, audience);
  return row && toArticle(db, row, audience);
}

/** The first slug of `base`, `base-2`, … that no other article of its language has. */
export async function freeSlug(db: Db, lang: string, base: string, id: string): Promise<string> {
  for (let n = 1; ; n++) {
    const slug = n === 1 ? base : `${base}-${n}`;
    if (await store.isFree(db, lang, slug, id)) return slug;
  }
}

const missing = () => new KotaeError("not_found", "There is no such article.");

/** The entries of a record that were given. */
function given<T extends Record<string, unknown>>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

export function toArticleRow(row: store.ListRow): ArticleRow {
  const { id, slug, key, lang, title, summary, category, status, visibility } = row;
  const updatedAt = new Date(row.updated_at).toISOString();
  const time = (at: number | null) => (at === null ? null : new Date(at).toISOString());
  return {
    id,
    slug,
    key,
    lang,
    title,
    summary,
    category,
    status,
    visibility,
    url: articleUrl(row),
    version: row.version,
    publishAt: time(row.publish_at),
    expiresAt: time(row.expires_at),
    reviewAt: time(row.review_at),
    owner: null,
    siteId: row.site_id,
    deskId: row.desk_id,
    popular: row.popular === 1,
    updatedAt,
  };
}

async function toArticle(db: Db, row: store.ArticleDbRow, audience: store.Audience): Promise<Article> {
  const others = await store.translations(db, row, audience);
  return {
    ...toArticleRow(row),
    body: row.body,
    content: JSON.parse(row.content) as Content[],
    keywords: JSON.parse(row.keywords) as string[],
    translations: others.map((other) => ({ id: other.id, lang: other.lang, url: articleUrl(other) })),
  };
}

import type { Article, ArticleRow, Content } from "@kotae/sdk/schema";
import type { Db } from "../storage/index.ts";
import { articleUrl } from "./address.ts";
import { linkedArticles, unlink } from "./links.ts";
import type { Reader } from "./reader.ts";
import * as store from "./store.ts";

/** An article without its text, as it is listed. */
export function toArticleRow(row: store.ListRow): ArticleRow {
  const { id, slug, key, lang, title, summary, category, status, visibility, version } = row;
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
    version,
    publishAt: timeOf(row.publish_at),
    expiresAt: timeOf(row.expires_at),
    reviewAt: timeOf(row.review_at),
    owner: row.owner_id === null || row.owner_name === null ? null : { id: row.owner_id, name: row.owner_name },
    siteId: row.site_id,
    deskId: row.desk_id,
    popular: row.popular === 1,
    updatedAt: new Date(row.updated_at).toISOString(),
  };
}

/** The same for a visitor, who learns nothing of the work behind it. */
export const forVisitors = (row: ArticleRow): ArticleRow => ({
  ...row,
  owner: null,
  publishAt: null,
  expiresAt: null,
  reviewAt: null,
});

/** An article with its text; for a visitor, links to what they may not see are words. */
export async function toArticle(
  db: Db,
  row: store.ArticleDbRow & { owner_name: string | null },
  reader: Reader,
): Promise<Article> {
  const others = await store.translations(db, row, reader);
  const content = JSON.parse(row.content) as Content[];
  const listed = toArticleRow(row);
  return {
    ...(reader.audience === "agent" ? listed : forVisitors(listed)),
    body: row.body,
    content: reader.audience === "agent" ? content : await readableLinks(db, content, reader),
    keywords: JSON.parse(row.keywords) as string[],
    translations: others.map((other) => ({ id: other.id, lang: other.lang, url: articleUrl(other) })),
  };
}

async function readableLinks(db: Db, content: Content[], reader: Reader): Promise<Content[]> {
  const linked = linkedArticles(content);
  if (linked.length === 0) return content;
  const readable = new Set((await store.titles(db, linked, reader)).map(({ id }) => id));
  const hidden = new Set(linked.filter((id) => !readable.has(id)));
  return hidden.size === 0 ? content : unlink(content, hidden);
}

const timeOf = (at: number | null) => (at === null ? null : new Date(at).toISOString());

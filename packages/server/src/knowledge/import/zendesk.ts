import { baseLang } from "../address.ts";
import { hostOf, type Known, linkToNeighbours } from "./desk-links.ts";
import { type Fields, type Outcome, toDraft, word } from "./draft.ts";
import type { Desk } from "./exports.ts";
import { htmlBody } from "./html.ts";

type Text = { id: string; lang: string; locale: string; record: Fields; article: Fields | undefined; path: string };

/**
 * Articles of Zendesk Guide as its API gives them: articles, their translations, sections and categories, in one file
 * or several (developer.zendesk.com, Help Center API).
 *
 * An article that only some may see there is internal here: guessing could show the world what was meant for a few.
 */
export function createZendesk(): Desk {
  const articles = new Map<string, { record: Fields; path: string }>();
  const translations: { record: Fields; path: string }[] = [];
  const names = new Map<string, string>();
  const parents = new Map<string, string>();
  const wrong: Outcome[] = [];

  function take(record: Fields, path: string, list: string): boolean {
    if (isTranslation(record)) {
      if (word(record, "source_type") === "Article") translations.push({ record, path });
      else names.set(`${word(record, "source_id")} ${langOf(record)}`, word(record, "title", "name"));
      return true;
    }
    if (isArticle(record)) {
      const id = word(record, "id");
      const key = `${id} ${langOf(record)}`;
      if (id === "") wrong.push({ path, reason: "has no id" });
      else if (articles.has(key)) wrong.push({ path, reason: `has the id “${id}”, which came before` });
      else articles.set(key, { record, path });
      for (const inner of Array.isArray(record.translations) ? record.translations : []) {
        if (typeof inner === "object" && inner !== null) {
          translations.push({ record: { source_id: id, ...(inner as Fields) }, path });
        }
      }
      return true;
    }
    if (!isSection(record, list)) return false;
    const id = word(record, "id");
    names.set(`${id} ${langOf(record)}`, word(record, "name"));
    names.set(id, names.get(id) ?? word(record, "name"));
    const parent = word(record, "category_id");
    if (parent !== "") parents.set(id, parent);
    return true;
  }

  /** Every text once: an article's own, then what its translations add. */
  function texts(): Text[] {
    const all: Text[] = [];
    const seen = new Set<string>();
    const add = (id: string, record: Fields, article: Fields | undefined, path: string) => {
      const text = { id, lang: langOf(record), locale: word(record, "locale"), record, article, path };
      const key = `${id} ${text.lang}`;
      if (!seen.has(key)) all.push(text);
      seen.add(key);
    };
    const byId = new Map<string, Fields>();
    // the language it was written in first: of two that are kept as one, that is the one to keep
    const own = [...articles.values()].sort((a, b) => Number(isSource(b.record)) - Number(isSource(a.record)));
    for (const { record, path } of own) {
      const id = word(record, "id");
      if (!byId.has(id)) byId.set(id, record);
      add(id, record, record, path);
    }
    for (const { record, path } of translations) {
      const id = word(record, "source_id");
      add(id, record, byId.get(id), path);
    }
    return all;
  }

  function drafts(): Outcome[] {
    const all = texts();
    const langs = new Map<string, string[]>();
    const hosts = new Set<string>();
    for (const { id, lang, article } of all) {
      langs.set(id, [...(langs.get(id) ?? []), lang]);
      const host = hostOf(word(article ?? {}, "html_url"));
      if (host !== undefined) hosts.add(host);
    }
    return [...wrong, ...all.map((text) => draftOf(text, { langs, hosts }))];
  }

  function draftOf({ id, lang, locale, record, article, path }: Text, known: Known): Outcome {
    const sourcePath = `zendesk/${id}.${lang}`;
    const title = word(record, "title", "name");
    if (!/^\d+$/.test(id)) return { path, reason: "has no id" };
    if (!article)
      return { path, reason: `is a translation of the article ${id}, which is not there`, keeps: [sourcePath] };
    if (title === "") return { path, reason: `has no title (article ${id})`, keeps: [sourcePath] };
    const section = word(article, "section_id");
    const nameOf = (of: string) => names.get(`${of} ${lang}`) ?? names.get(of) ?? "";
    const isDraft = record.draft === true || article.draft === true || record.hidden === true;
    const fields = {
      title,
      lang: locale,
      status: isDraft ? "draft" : "published",
      visibility: isForSome(article) ? "internal" : "public",
      category: nameOf(section) || nameOf(parents.get(section) ?? ""),
      keywords: article.label_names,
      position: article.position,
      popular: article.promoted === true,
    };
    const body = linkToNeighbours(word(record, "body"), lang, known);
    const outcome = toDraft(sourcePath, fields, htmlBody(body), title);
    // its number would be no address anybody wants to read
    if ("draft" in outcome) return { draft: { ...outcome.draft, key: `zendesk-${id}` } };
    return { path: `${path} (article ${id})`, reason: outcome.reason, keeps: [sourcePath] };
  }

  return { take, drafts, folder: "zendesk" };
}

const langOf = (record: Fields) => baseLang(word(record, "locale") || "en");
const isSource = (record: Fields) => word(record, "locale") === word(record, "source_locale");
const isForSome = ({ user_segment_id: one, user_segment_ids: several }: Fields) =>
  one != null || (Array.isArray(several) && several.length > 0);

const isTranslation = (record: Fields) => "source_id" in record && "source_type" in record && "locale" in record;
const isArticle = (record: Fields) =>
  "body" in record && "locale" in record && ("section_id" in record || "source_locale" in record);
const isSection = (record: Fields, list: string) =>
  "name" in record &&
  !("body" in record) &&
  (list === "sections" ||
    list === "categories" ||
    ("locale" in record && ("category_id" in record || "source_locale" in record)));

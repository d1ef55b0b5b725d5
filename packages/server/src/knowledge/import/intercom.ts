import { baseLang } from "../address.ts";
import { hostOf, type Known, linkToNeighbours } from "./desk-links.ts";
import { type Fields, type Outcome, toDraft, word } from "./draft.ts";
import type { Desk } from "./exports.ts";
import { htmlBody } from "./html.ts";

type Text = { id: string; lang: string; record: Fields; article: Fields; path: string };

/** Articles and collections of Intercom as its API lists them (developers.intercom.com, Articles). */
export function createIntercom(): Desk {
  const articles = new Map<string, { record: Fields; path: string }>();
  const names = new Map<string, string>();
  const wrong: Outcome[] = [];

  function take(record: Fields, path: string, list: string): boolean {
    if (isCollection(record, list)) {
      const id = word(record, "id");
      names.set(id, word(record, "name"));
      for (const [lang, { name }] of translationsOf(record)) names.set(`${id} ${baseLang(lang)}`, String(name ?? ""));
      return true;
    }
    if (!isArticle(record)) return false;
    const id = word(record, "id");
    if (id === "") wrong.push({ path, reason: "has no id" });
    else if (articles.has(id)) wrong.push({ path, reason: `has the id “${id}”, which came before` });
    else articles.set(id, { record, path });
    return true;
  }

  function texts(): Text[] {
    return [...articles].flatMap(([id, { record: article, path }]) => {
      const own = word(article, "default_locale");
      const found = new Map<string, Fields>();
      const translated = translationsOf(article);
      if (own === "" ? translated.length === 0 : !translated.some(([lang]) => lang === own)) found.set(own, article);
      // the language it was written in first: of two that are kept as one, that is the one to keep
      for (const [lang, text] of translated.sort(([a], [b]) => Number(b === own) - Number(a === own))) {
        if (![...found.keys()].some((known) => baseLang(known) === baseLang(lang))) found.set(lang, text);
      }
      return [...found].map(([lang, record]) => ({ id, lang, record, article, path }));
    });
  }

  function drafts(): Outcome[] {
    const all = texts();
    const langs = new Map<string, string[]>();
    const hosts = new Set<string>();
    for (const { id, lang, record, article } of all) {
      langs.set(id, [...(langs.get(id) ?? []), langName(lang)]);
      const host = hostOf(word(record, "url") || word(article, "url"));
      if (host !== undefined) hosts.add(host);
    }
    return [...wrong, ...all.map((text) => draftOf(text, { langs, hosts }))];
  }

  function draftOf({ id, lang, record, article, path }: Text, known: Known): Outcome {
    const sourcePath = `intercom/${id}.${langName(lang)}`;
    const title = word(record, "title");
    if (!/^\w+$/.test(id)) return { path, reason: "has no id" };
    if (title === "") return { path, reason: `has no title (article ${id})`, keeps: [sourcePath] };
    const state = word(record, "state") || word(article, "state");
    if (state !== "published" && state !== "draft") {
      return {
        path,
        reason: `has the state “${state.slice(0, 30)}” (article ${id}); it must be published or draft`,
        keeps: [sourcePath],
      };
    }
    const parent = word(article, "parent_id");
    const fields = {
      title,
      lang,
      status: state,
      summary: word(record, "description"),
      category: names.get(`${parent} ${baseLang(lang)}`) || names.get(parent) || "",
    };
    const body = linkToNeighbours(word(record, "body"), langName(lang), known);
    const outcome = toDraft(sourcePath, fields, htmlBody(body), title);
    // its number would be no address anybody wants to read
    if ("draft" in outcome) return { draft: { ...outcome.draft, key: `intercom-${id}` } };
    return { path: `${path} (article ${id})`, reason: outcome.reason, keeps: [sourcePath] };
  }

  return { take, drafts, folder: "intercom" };
}

/** A text whose language nobody named is told apart by this. */
const langName = (lang: string) => (lang === "" ? "own" : baseLang(lang));

const translationsOf = (record: Fields): [lang: string, text: Fields][] =>
  Object.entries((record.translated_content ?? {}) as Record<string, unknown>).flatMap(([lang, text]) =>
    typeof text === "object" && text !== null && /^[a-z]{2,3}(?:-[A-Za-z0-9]+)*$/.test(lang)
      ? [[lang, text as Fields]]
      : [],
  );

const isArticle = (record: Fields) =>
  record.type === "article" ||
  ("state" in record &&
    "title" in record &&
    ("translated_content" in record || "parent_id" in record || "author_id" in record));
const isCollection = (record: Fields, list: string) =>
  record.type === "collection" ||
  ("name" in record && "id" in record && !("body" in record) && (list === "collections" || "workspace_id" in record));

import { createHash } from "node:crypto";
import { limits } from "@kotae/sdk/schema";
import { baseLang } from "../address.ts";
import { slugify } from "../slug.ts";

/** An article as an import reads it, ready to be stored; everything that makes it what it is, and nothing else. */
export type Draft = {
  /** Where it stands in the import's source: a path, or `file#id` for a row. */
  sourcePath: string;
  title: string;
  /** Markdown, or clean HTML without empty lines, which Markdown leaves alone. */
  body: string;
  lang: string;
  key: string;
  slug: string | undefined;
  summary: string;
  category: string;
  keywords: string[];
  position: number;
  popular: boolean;
  status: "draft" | "published";
  visibility: "public" | "internal";
  /** The images that lay beside it: how the text calls each, and the path it is served at. */
  images: [src: string, url: string][];
};

/** Fields as they stand in front matter, a CSV row or a JSONL line: of any type, by any name we know. */
export type Fields = Readonly<Record<string, unknown>>;

/** A draft, or in plain words why there is none; `keeps` names what was brought of it before and stays. */
export type Outcome = { draft: Draft } | { path: string; reason: string; keeps?: readonly string[] };

/** Changes when rendering does: articles that did not change are then rendered anew by the next import. */
const renderVersion = 3;

/** SHA-256 of all that makes a draft. */
export const hashOf = (draft: Draft) =>
  createHash("sha256")
    .update(JSON.stringify([renderVersion, draft]))
    .digest("hex");

/** Makes a draft of fields and a text; `fallbackTitle` stands in where nobody wrote a title. */
export function toDraft(sourcePath: string, fields: Fields, text: string, fallbackTitle: string): Outcome {
  const refuse = (reason: string): Outcome => ({ path: sourcePath, reason });
  const body = clean(text).trim();
  const title = (word(fields, "title", "question", "name") || clean(fallbackTitle)).replace(/\s+/g, " ").trim();
  if (title === "" && body === "") return refuse("is empty");
  if (title === "") return refuse("has no title");
  if (body.length > limits.articleBodyChars) return refuse(`has more than ${limits.articleBodyChars} characters`);
  const status = word(fields, "status") || "published";
  if (status !== "draft" && status !== "published")
    return refuse(`has the status “${short(status)}”; it must be draft or published`);
  const visibility = word(fields, "visibility") || "public";
  // guessing here could show the world what was meant for the team
  if (visibility !== "public" && visibility !== "internal") {
    return refuse(`has the visibility “${short(visibility)}”; it must be public or internal`);
  }
  const named = word(fields, "lang", "language", "locale");
  if (named !== "" && !/^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*$/.test(named))
    return refuse(`has the language “${short(named)}”, which is no language tag`);
  const order = Number(word(fields, "order", "position") || 0);
  return {
    draft: {
      sourcePath,
      title: Array.from(title).slice(0, limits.articleTitleChars).join(""),
      body,
      lang:
        named === ""
          ? (folderLang(sourcePath) ?? detectLang(`${title}\n${body}`))
          : baseLang(named.replaceAll("_", "-")),
      key: word(fields, "key").slice(0, 150) || defaultKey(sourcePath),
      // a key somebody chose is a better address than a title, which may change
      slug: slugify(word(fields, "slug") || word(fields, "key")) || undefined,
      summary: word(fields, "summary", "description").slice(0, 500).toWellFormed(),
      category: word(fields, "category", "section").slice(0, 100).toWellFormed(),
      keywords: list(fields.keywords ?? fields.tags),
      position: Number.isSafeInteger(order) ? order : 0,
      popular: /^(?:true|1|yes)$/i.test(word(fields, "popular")),
      status,
      visibility,
      images: [],
    },
  };
}

/** `getting-started/install_it.md` is called “Install it”. */
export function fileTitle(name: string): string {
  const stem = (name.split("/").at(-1) ?? name)
    .replace(/\.[^.]+$/, "")
    .replace(/[-_]+/g, " ")
    .trim();
  return stem.charAt(0).toUpperCase() + stem.slice(1);
}

/** What both databases can hold: no NUL, no half of a surrogate pair, one kind of line break. */
export const clean = (text: string) => text.replaceAll("\u0000", "").replace(/\r\n?/g, "\n").toWellFormed();

/** The first of these fields that holds a word, a number or a yes. */
export function word(fields: Fields, ...names: string[]): string {
  for (const name of names) {
    const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (typeof value === "string" && value.trim() !== "") return clean(value).trim();
    if (typeof value === "number" || typeof value === "boolean") return String(value);
  }
  return "";
}

function list(value: unknown): string[] {
  const items: unknown[] = Array.isArray(value) ? value : typeof value === "string" ? value.split(/[,;、，]/) : [];
  const words = items
    .filter((item) => typeof item === "string" || typeof item === "number")
    .map((item) => clean(String(item)).trim().slice(0, 60).toWellFormed());
  return [...new Set(words.filter(Boolean))].slice(0, 50);
}

const languageFolder = /^(en|ja)(?:[-_][A-Za-z0-9]+)?$/i;

function folderLang(path: string): string | undefined {
  const folders = path.split("#")[0]?.split("/").slice(0, -1) ?? [];
  const name = folders.findLast((folder) => languageFolder.test(folder));
  return name && baseLang(name.replaceAll("_", "-"));
}

/** Japanese where kana make up a hundredth of the letters at least, or Chinese characters a fifth; else English. */
function detectLang(text: string): "ja" | "en" {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const kana = text.match(/[\p{sc=Hiragana}\p{sc=Katakana}]/gu)?.length ?? 0;
  const han = text.match(/\p{sc=Han}/gu)?.length ?? 0;
  return kana * 100 > letters || han * 5 > letters ? "ja" : "en";
}

/** Files of the same name in `en/` and `ja/` are the same article in two languages. */
function defaultKey(path: string): string {
  const [file = "", row] = path.split("#", 2);
  const parts = file.split("/").filter((part, at, all) => at === all.length - 1 || !languageFolder.test(part));
  const stem = parts.join("/").replace(/(?:[._-](?:en|ja))?\.[^./]+$/i, "");
  return (row === undefined ? stem : `${stem}#${row}`).slice(0, 150).toWellFormed();
}

/** The beginning of a text that somebody wrote, for a reason that quotes it. */
export const short = (text: string, chars = 30) =>
  text.length > chars ? `${text.slice(0, chars).toWellFormed()}…` : text;

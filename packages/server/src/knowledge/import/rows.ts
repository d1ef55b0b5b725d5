import { parse } from "csv-parse/sync";
import { slugify } from "../slug.ts";
import { clean, type Fields, type Outcome, toDraft, word } from "./draft.ts";
import type { Exports } from "./exports.ts";
import { htmlBody } from "./html.ts";

const lineBytes = 1_000_000;

/** The drafts of a CSV table with a header row, an article in a row. */
export function readCsv(file: string, text: string): Outcome[] {
  const bad: Outcome[] = [];
  const rows: Fields[] = parse(text, {
    bom: true,
    columns: (header: string[]) => header.map((name) => name.trim().toLowerCase()),
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: lineBytes,
    on_skip: (error) => {
      bad.push({ path: file, reason: `has a row that cannot be read: ${error?.message.split("\n")[0] ?? "unknown"}` });
    },
  });
  const named =
    rows[0] &&
    ["title", "question", "name", "body", "answer", "content", "text"].some((name) => name in (rows[0] ?? {}));
  if (rows.length > 0 && !named) return [{ path: file, reason: "has no column called title or body in its first row" }];
  return [
    ...bad,
    ...eachOnce(
      file,
      rows.map((row, at) => [row, at + 2]),
    ),
  ];
}

/** The drafts of a file with one JSON object in each line. */
export function readJsonl(file: string, text: string, exports: Exports): Outcome[] {
  const bad: Outcome[] = [];
  const rows: [Fields, number][] = [];
  text
    .replace(/^\ufeff/, "")
    .split("\n")
    .forEach((line, at) => {
      if (line.trim() === "") return;
      const path = `${file}:${at + 1}`;
      if (line.length > lineBytes) {
        bad.push({ path, reason: "is longer than 1 MB" });
        return;
      }
      try {
        const row: unknown = JSON.parse(line);
        if (typeof row === "object" && row !== null && !Array.isArray(row)) {
          // a line of a help desk's export says more than its fields' names
          if (!exports.take(row as Fields, path)) rows.push([row as Fields, at + 1]);
        } else bad.push({ path, reason: "is not a JSON object" });
      } catch {
        bad.push({ path, reason: "is not JSON" });
      }
    });
  return [...bad, ...eachOnce(file, rows)];
}

/** A draft of each row; an id that comes twice is taken once. */
function eachOnce(file: string, rows: [Fields, number][]): Outcome[] {
  const seen = new Set<string>();
  return rows.map(([row, line]) => {
    const text = word(row, "body", "answer", "content", "text", "html");
    const title = firstWords(text);
    const id = word(row, "id", "key") || slugify(word(row, "title", "question", "name") || title);
    if (id === "") return { path: `${file}:${line}`, reason: "has neither id nor title" };
    if (seen.has(id))
      return { path: `${file}:${line}`, reason: `has the id “${id.slice(0, 60).toWellFormed()}”, which came before` };
    seen.add(id);
    const body = /^<(?:!--|p|div|h[1-6]|ul|ol|table|section|article|span|strong|a|br)\b/i.test(text)
      ? htmlBody(text)
      : text;
    // a row without a title is called by its first words
    const fallback = Array.from(title).length > 80 ? `${Array.from(title).slice(0, 80).join("")}…` : title;
    return toDraft(`${file}#${id.slice(0, 200).toWellFormed()}`, row, body, fallback || id);
  });
}

/** The first line of a text that has words in it, without its mark-up. */
function firstWords(text: string): string {
  for (const line of clean(text).split("\n")) {
    const words = line
      .replace(/<[^>]*>/g, " ")
      .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
      .replace(/^[#>*\-+\s\d.]+|[*_`~|]/g, "")
      .trim();
    if (/\p{L}/u.test(words)) return words;
  }
  return "";
}

import { readFile } from "node:fs/promises";
import { parse as parseYaml } from "yaml";
import { type Fields, fileTitle, type Outcome, toDraft } from "./draft.ts";
import type { Exports } from "./exports.ts";
import type { SourceFile } from "./files.ts";
import { readHtml } from "./html.ts";
import type { HasFile } from "./mirror.ts";
import { readCsv, readJsonl } from "./rows.ts";

const decoder = new TextDecoder("utf-8", { fatal: true });

/** The drafts in a file; what cannot be taken says why, and never throws. */
export async function readDrafts(file: SourceFile, has: HasFile, exports: Exports): Promise<Outcome[]> {
  const refuse = (reason: string): Outcome[] => [{ path: file.name, reason }];
  let text: string;
  try {
    const bytes = await readFile(file.path);
    if (bytes.subarray(0, 8_000).includes(0)) return refuse("is not a text file");
    text = decoder.decode(bytes);
  } catch (error) {
    return refuse(error instanceof TypeError ? "is not UTF-8 text" : "cannot be read");
  }
  if (text.trim() === "") return refuse("is empty");
  try {
    if (file.kind === "csv") return readCsv(file.name, text);
    if (file.kind === "jsonl") return readJsonl(file.name, text, exports);
    if (file.kind === "json") return exports.read(file.name, text);
    return [file.kind === "html" ? readHtml(file.name, text, has) : readMarkdown(file.name, text)];
  } catch (error) {
    return refuse(`cannot be understood: ${firstLine(error)}`);
  }
}

const frontMatter = /^---[ \t]*\r?\n([\s\S]*?)(?:^|\r?\n)---[ \t]*(?:\r?\n|$)/m;

function readMarkdown(name: string, text: string): Outcome {
  const head = text.startsWith("---") ? frontMatter.exec(text) : null;
  let fields: Fields = {};
  if (head?.index === 0) {
    let parsed: unknown;
    try {
      parsed = parseYaml(head[1] ?? "", { logLevel: "error" });
    } catch (error) {
      return { path: name, reason: `has broken front matter: ${firstLine(error)}` };
    }
    if (parsed !== null && (typeof parsed !== "object" || Array.isArray(parsed))) {
      return { path: name, reason: "has front matter that is not a list of fields" };
    }
    fields = (parsed ?? {}) as Fields;
  }
  const body = head?.index === 0 ? text.slice(head[0].length) : text;
  const first = /^\s*#[ \t]+(.+?)[ \t]*#*[ \t]*(?:\r?\n|$)/.exec(body);
  const heading = first?.[1]?.replace(/[*_`]/g, "").trim();
  const title = typeof fields.title === "string" ? fields.title.trim() : undefined;
  // the page shows the title anyway: as the text's first line it would stand there twice
  const rest = first && (title === undefined || title === heading) ? body.slice(first[0].length) : body;
  return toDraft(name, fields, rest, heading ?? fileTitle(name));
}

const firstLine = (error: unknown) =>
  (error instanceof Error ? error.message : String(error)).split("\n")[0]?.replace(/[.:]$/, "") ?? "";

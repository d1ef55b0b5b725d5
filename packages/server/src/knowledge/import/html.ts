import type { Content } from "@kotae/sdk/schema";
import { parseDocument } from "htmlparser2";
import { fromHtml, renderHtml, textOf, walk } from "../content.ts";
import { type Fields, fileTitle, type Outcome, toDraft } from "./draft.ts";

/** The draft of an HTML page: its `main`, `article` or `body`, without navigation around it. */
export function readHtml(name: string, html: string): Outcome {
  const fields: Record<string, unknown> = {};
  const title = /<title[^>]*>([\s\S]*?)<\/title>/i.exec(html)?.[1];
  const lang = /<html[^>]*\slang=["']?([A-Za-z-]{2,20})/i.exec(html)?.[1];
  if (lang) fields.lang = lang;
  for (const [, attributes = ""] of html.matchAll(/<meta\s([^>]*)>/gi)) {
    const key = /name=["']?(description|keywords)\b/i.exec(attributes)?.[1]?.toLowerCase();
    const content = /content=(?:"([^"]*)"|'([^']*)')/i.exec(attributes);
    if (key && content) fields[key] = textOf(fromHtml(content[1] ?? content[2] ?? ""));
  }
  const tree = fromHtml(inner(html));
  const heading = takeTitle(tree);
  return toDraft(
    name,
    fields as Fields,
    toBody(tree),
    heading || textOf(fromHtml(title ?? "")).trim() || fileTitle(name),
  );
}

/** HTML in a row of a table or a line of JSON, as a body that Markdown leaves alone. */
export const htmlBody = (html: string) => toBody(fromHtml(html));

type Node = ReturnType<typeof parseDocument>["children"][number];

/** The source of the part of a page that is its text. */
function inner(html: string): string {
  const page = parseDocument(html, { withStartIndices: true, withEndIndices: true });
  for (const wanted of ["main", "article", "body"]) {
    const found = find(page.children as Node[], wanted);
    if (found?.startIndex != null && found.endIndex != null) {
      const source = html.slice(found.startIndex, found.endIndex + 1);
      return source.replace(/<(nav|header|footer|aside)\b[\s\S]*?<\/\1>/gi, "");
    }
  }
  return html;
}

function find(nodes: Node[], name: string): Node | undefined {
  const queue = [...nodes];
  for (const node of queue) {
    if ("name" in node && node.name === name) return node;
    if ("children" in node) queue.push(...(node.children as Node[]));
  }
  return undefined;
}

/** Takes the first top heading out of a tree: it is the title. */
function takeTitle(tree: Content[]): string {
  const at = tree.findIndex((node) => typeof node !== "string" && node[0] === "h2");
  const before = tree.slice(0, Math.max(at, 0)).map((node) => textOf([node]).trim());
  if (at === -1 || before.some(Boolean)) {
    let found = "";
    walk(tree, ([tag, , ...children]) => {
      if (found === "" && tag === "h2") found = textOf(children).trim();
    });
    return found;
  }
  const [heading] = tree.splice(at, 1);
  return heading === undefined ? "" : textOf([heading]).replace(/\s+/g, " ").trim();
}

const blocks = /^(?:p|div|h[2-6]|ul|ol|dl|blockquote|pre|table|figure|details|hr)$/;

/** Clean HTML as one block without empty lines, loose text in paragraphs: so Markdown takes it as it is. */
function toBody(tree: Content[]): string {
  const parts: string[] = [];
  let loose: Content[] = [];
  const flush = () => {
    if (textOf(loose).trim() !== "" || loose.some((node) => typeof node !== "string"))
      parts.push(oneLine([["p", {}, ...loose]]));
    loose = [];
  };
  for (const node of tree) {
    if (typeof node !== "string" && blocks.test(node[0])) {
      flush();
      parts.push(oneLine([node]));
    } else loose.push(node);
  }
  flush();
  return parts.join("\n");
}

/** Line breaks matter in `pre` only, and there a character reference keeps them. */
const oneLine = (tree: Content[]): string =>
  renderHtml(tree)
    .split(/(<pre>[\s\S]*?<\/pre>)/)
    .map((part) => (part.startsWith("<pre>") ? part.replaceAll("\n", "&#10;") : part.replace(/\s*\n\s*/g, " ")))
    .join("");

import type { Content } from "@kotae/sdk/schema";
import { fromHtml, renderHtml, textOf, walk } from "../content.ts";
import { elements, innerHtml, named, type Page, parsePage, textIn } from "./dom.ts";
import { type Fields, fileTitle, type Outcome, toDraft } from "./draft.ts";
import { clearFurniture, mainContent } from "./main-content.ts";
import { bringHome, type HasFile } from "./mirror.ts";

/** The draft of an HTML page, as somebody wrote it or as a crawler saved it: its main part without what stands around it. */
export function readHtml(name: string, html: string, has: HasFile = () => false): Outcome {
  if (/<!-- Created by HTTrack|<meta[^>]+content=["']HTTrack Website Copier/i.test(html)) {
    return { path: name, reason: "is HTTrack's own list of what it saved" };
  }
  const page = parsePage(html);
  const main = mainContent(page);
  if (isDetour(page)) return { path: name, reason: "only leads to another page" };
  const firstHeading = elements(page, named("h1"))[0];
  const outerTitle = firstHeading ? textIn(firstHeading).replace(/\s+/g, " ").trim() : "";
  bringHome(name, page, html, has);
  if (main) clearFurniture(main);
  const tree = fromHtml(main ? innerHtml(main) : html);
  const heading = takeTitle(tree);
  const title = elements(page, named("title"))[0];
  const tabTitle = title ? ownTitle(textIn(title).replace(/\s+/g, " ").trim()) : "";
  return toDraft(name, fieldsOf(page), toBody(tree), heading || outerTitle || tabTitle || fileTitle(name));
}

/** What a page says of itself in its head. */
function fieldsOf(page: Page): Fields {
  const fields: Record<string, unknown> = {};
  const lang = elements(page, named("html"))[0]?.attribs.lang;
  if (lang !== undefined && /^[A-Za-z-]{2,20}$/.test(lang)) fields.lang = lang;
  for (const { attribs } of elements(page, named("meta"))) {
    const key = attribs.name?.toLowerCase();
    if (key === "description" || key === "keywords") fields[key] ??= textOf(fromHtml(attribs.content ?? ""));
  }
  return fields;
}

/** A title in a browser's tab ends in the name of the site: “Returns | Acme”. */
const ownTitle = (title: string): string => /^(.{3,}?)\s+[|–—·»]\s+\S/.exec(title)?.[1] ?? title;

/** A page with nothing to read that sends its reader on. */
const isDetour = (page: Page): boolean =>
  elements(page, named("meta")).some(({ attribs }) => /^refresh$/i.test(attribs["http-equiv"] ?? "")) &&
  elements(page, named("body")).every((body) => textIn(body).trim().length < 200);

/** HTML in a row of a table or a line of JSON, as a body that Markdown leaves alone. */
export const htmlBody = (html: string) => toBody(fromHtml(html));

/** Takes the heading a tree begins with out of it: it is the title. Where words come first, the first heading stays. */
function takeTitle(tree: Content[]): string {
  let title = "";
  /** Gives whether nothing but space was seen. */
  const look = (nodes: Content[]): boolean => {
    for (const [at, node] of nodes.entries()) {
      if (typeof node === "string") {
        if (node.trim() !== "") return false;
      } else if (node[0] === "h2") {
        title = textOf([node]).replace(/\s+/g, " ").trim();
        if (title !== "") nodes.splice(at, 1);
        return false;
      } else {
        const children = node.slice(2) as Content[];
        const isEmpty = look(children);
        node.splice(2, node.length, ...children);
        if (!isEmpty) return false;
      }
    }
    return true;
  };
  look(tree);
  walk(tree, ([tag, , ...children]) => {
    if (title === "" && tag === "h2") title = textOf(children).replace(/\s+/g, " ").trim();
  });
  return title;
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

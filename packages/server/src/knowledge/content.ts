import type { Content } from "@kotae/sdk/schema";
import { Parser } from "htmlparser2";
import { Marked } from "marked";
import { allowedTags, imageUrl, linkUrl, removedTags, renamedTags, voidTags } from "./content-rules.ts";
import { footnotes, mayHaveFootnotes } from "./footnotes.ts";
import { slugify } from "./slug.ts";

type Element = [tag: string, attributes: Record<string, string>, ...children: Content[]];

const options = { gfm: true, async: false } as const;
const marked = new Marked(options);
/** Deeper nesting is flattened: whoever walks the tree may do so by recursion. */
const deepest = 40;

/** The safe tree of a Markdown text; HTML in it is kept as far as the rules allow, and a text no parser can take stays text. */
export function fromMarkdown(markdown: string): Content[] {
  let html: string;
  try {
    const parser = mayHaveFootnotes(markdown) ? new Marked(options, footnotes()) : marked;
    html = parser.parse(markdown, { async: false });
  } catch {
    // twenty thousand quotes inside one another are too deep for it; the words can still be read
    return [["p", {}, markdown.replaceAll("\u0000", "").toWellFormed()]];
  }
  return fromHtml(html);
}

/** The safe tree of an HTML fragment: only what `content-rules.ts` lists can be in it, however broken the HTML is. */
export function fromHtml(html: string): Content[] {
  const root: Element = ["", {}];
  const open: { name: string; node: Element }[] = [{ name: "", node: root }];
  let removed = 0;
  const top = () => (open.at(-1) as { node: Element }).node;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (removed > 0 || removedTags.has(name)) {
          removed++;
          return;
        }
        const node = elementOf(renamedTags[name] ?? name, attributes);
        // an unknown tag goes, its words stay: its children become those of the element around it
        const parent = top();
        const kept = node !== undefined && open.length <= deepest ? node : parent;
        if (typeof kept === "string") parent.push(kept);
        else if (kept !== parent) parent.push(kept);
        open.push({ name, node: typeof kept === "string" ? parent : kept });
      },
      ontext(text) {
        if (removed === 0) append(top(), text);
      },
      onclosetag() {
        if (removed > 0) removed--;
        else open.pop();
      },
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );
  parser.end(html);
  return identify(root.slice(2) as Content[]);
}

function append(node: Element, text: string): void {
  if (text === "") return;
  const last = node.length - 1;
  const clean = text.replaceAll("\u0000", "").toWellFormed();
  if (last >= 2 && typeof node[last] === "string") node[last] += clean;
  else node.push(clean);
}

/** The element a tag becomes, a text in its place, or undefined where the tag has no place here. */
function elementOf(tag: string, given: Record<string, string>): Element | string | undefined {
  if (tag === "input") return given.type === "checkbox" ? ("checked" in given ? "☑ " : "☐ ") : undefined;
  const rules = Object.hasOwn(allowedTags, tag) ? allowedTags[tag] : undefined;
  if (!rules) return undefined;
  const attributes: Record<string, string> = {};
  for (const [name, allowed] of Object.entries(rules)) {
    const value = Object.hasOwn(given, name) ? given[name]?.replaceAll("\u0000", "").toWellFormed() : undefined;
    if (value !== undefined && allowed.test(value)) attributes[name] = value;
  }
  if (tag === "a") {
    const href = linkUrl(given.href ?? "");
    if (href === undefined) return undefined;
    attributes.href = href.toWellFormed();
  }
  if (tag === "img") {
    const src = imageUrl(given.src ?? "");
    if (src === undefined) return (given.alt ?? "").replaceAll("\u0000", "").toWellFormed();
    return ["img", { src: src.toWellFormed(), alt: "", ...attributes, loading: "lazy" }];
  }
  return [tag, attributes];
}

/** Gives every heading an id made of its words, the same at every rendering. */
function identify(tree: Content[]): Content[] {
  const taken = new Set<string>();
  walk(tree, ([tag, attributes, ...children]) => {
    if (!/^h[2-6]$/.test(tag)) return;
    const base = slugify(textOf(children)) || "section";
    let id = base;
    for (let n = 2; taken.has(id); n++) id = `${base}-${n}`;
    taken.add(id);
    attributes.id = id;
  });
  return tree;
}

/** Visits every element of a tree, outer ones first. */
export function walk(tree: readonly Content[], visit: (element: Element) => void): void {
  for (const node of tree) {
    if (typeof node === "string") continue;
    visit(node);
    walk(node.slice(2) as Content[], visit);
  }
}

/** The bare characters of a tree, as they stand. */
export function textOf(tree: readonly Content[]): string {
  return tree.map((node) => (typeof node === "string" ? node : textOf(node.slice(2) as Content[]))).join("");
}

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => escapes[character] ?? "");

/** HTML of a safe tree, every text and value escaped. */
export function renderHtml(tree: readonly Content[]): string {
  return tree
    .map((node) => {
      if (typeof node === "string") return escaped(node);
      const [tag, attributes, ...children] = node;
      const list = Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(value)}"`);
      const start = `<${tag}${list.join("")}>`;
      return voidTags.has(tag) ? start : `${start}${renderHtml(children)}</${tag}>`;
    })
    .join("");
}

import type { Content } from "@kotae/sdk/schema";

/** A stretch of an article under one heading; the beginning has none. */
export type Section = { heading: string; id: string; level: number; text: string };

const blocks =
  /^(?:p|div|h[2-6]|ul|ol|li|dl|dt|dd|blockquote|pre|table|tr|td|th|caption|figure|figcaption|details|summary|hr)$/;

/** The words of a tree for reading without mark-up: blocks apart by an empty line, list items and steps by line. */
export function plainText(tree: readonly Content[]): string {
  return lines(tree).trim();
}

/** The sections of a tree in their order, empty ones left out; programs stand between fences (```), as they are. */
export function sections(tree: readonly Content[]): Section[] {
  const found: (Omit<Section, "text"> & { nodes: Content[] })[] = [{ heading: "", id: "", level: 1, nodes: [] }];
  const collect = (nodes: readonly Content[]) => {
    for (const node of nodes) {
      const heading = typeof node === "string" ? null : /^h([2-6])$/.exec(node[0]);
      if (typeof node !== "string" && heading) {
        const words = plainText(node.slice(2) as Content[]).replace(/\s+/g, " ");
        found.push({ heading: words, id: node[1].id ?? "", level: Number(heading[1]), nodes: [] });
      } else if (typeof node !== "string" && (node[0] === "div" || node[0] === "details") && hasHeading(node)) {
        collect(node.slice(2) as Content[]);
      } else found.at(-1)?.nodes.push(node);
    }
  };
  collect(tree);
  return found
    .map(({ nodes, ...section }) => ({ ...section, text: lines(nodes, true).trim() }))
    .filter(({ text, heading }) => text !== "" || heading !== "");
}

const hasHeading = (node: Content): boolean =>
  typeof node !== "string" && (/^h[2-6]$/.test(node[0]) || (node.slice(2) as Content[]).some(hasHeading));

function lines(tree: readonly Content[], isFenced = false): string {
  let text = "";
  // an empty line between blocks, none within a list or a table
  const apart = (gap: string) => {
    if (text !== "") text = `${text.trimEnd()}${gap}`;
  };
  for (const node of tree) {
    if (typeof node === "string") {
      text += text === "" || text.endsWith("\n") ? node.replace(/\s+/g, " ").trimStart() : node.replace(/\s+/g, " ");
      continue;
    }
    const [tag, attributes, ...children] = node;
    if (tag === "br") text += "\n";
    else if (tag === "img") text += attributes.alt ?? "";
    else if (tag === "ul" || tag === "ol") {
      apart("\n\n");
      text += listLines(tag, Number(attributes.start ?? 1), children);
      apart("\n\n");
    } else if (tag === "pre") {
      apart("\n\n");
      const program = flat(children).trimEnd();
      // one that holds a fence itself cannot stand between two
      text += isFenced && !program.includes("```") ? `\`\`\`\n${program}\n\`\`\`` : program;
      apart("\n\n");
    } else if (tag === "table" || tag === "thead" || tag === "tbody" || tag === "tfoot") {
      apart(tag === "table" ? "\n\n" : "\n");
      text += lines(children).replace(/\n{2,}/g, "\n");
      apart(tag === "table" ? "\n\n" : "\n");
    } else if (tag === "tr") {
      apart("\n");
      const cells = children.filter((cell) => typeof cell !== "string").map((cell) => lines([cell]).trim());
      text += cells.filter(Boolean).join(" | ");
      apart("\n");
    } else if (blocks.test(tag)) {
      apart("\n\n");
      text += lines(children, isFenced && tag !== "dd").trim();
      apart("\n\n");
    } else text += lines(children) === "" ? "" : inline(children);
  }
  return text;
}

function listLines(tag: string, start: number, items: readonly Content[]): string {
  let number = start;
  const found: string[] = [];
  for (const item of items) {
    if (typeof item === "string" || item[0] !== "li") continue;
    const body = lines(item.slice(2) as Content[])
      .trim()
      .replace(/\n{2,}/g, "\n")
      .replaceAll("\n", "\n  ");
    found.push(`${tag === "ol" ? `${number++}.` : "-"} ${body}`);
  }
  return found.join("\n");
}

/** Inline children, with the space at their edges kept. */
const inline = (children: readonly Content[]) => flat(children).replace(/[^\S\n]+/g, " ");

const flat = (tree: readonly Content[]): string =>
  tree
    .map((node) => {
      if (typeof node === "string") return node;
      if (node[0] === "br") return "\n";
      return node[0] === "img" ? (node[1].alt ?? "") : flat(node.slice(2) as Content[]);
    })
    .join("");

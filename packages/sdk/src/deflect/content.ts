import type { Content } from "../schema/index.ts";
import { element, outLink } from "./element.ts";
import type { Server } from "./server.ts";

// the server has its own list; this one holds even if that one fails
const plain =
  /^(?:p|ul|ol|li|strong|em|b|i|s|del|code|kbd|pre|blockquote|table|thead|tbody|tr|th|td|hr|br|sup|sub|mark|dl|dt|dd)$/;
const passed = /^(?:title|lang|dir|start|colspan|rowspan)$/;

export type ContentOptions = { address: Server["address"]; newTab: string };

/** An article's tree as nodes: only tags, attributes and addresses we know; a picture is said in its own words. */
export function contentNodes(tree: readonly Content[], options: ContentOptions): Node[] {
  return tree.flatMap((node): Node[] => {
    if (typeof node === "string") return [document.createTextNode(node)];
    const [tag, attributes, ...rest] = node;
    const inside = contentNodes(rest, options);
    if (tag === "a") {
      const href = options.address(attributes.href);
      return href ? [outLink(href, options.newTab, ...inside)] : inside;
    }
    // it would be fetched from elsewhere, which this page's policy need not allow
    if (tag === "img") return attributes.alt ? [element("span", { class: "picture" }, attributes.alt)] : [];
    const heading = /^h([1-6])$/.exec(tag);
    if (heading) return [element(`h${Math.min(6, Math.max(3, Number(heading[1]) + 1))}` as "h3", {}, ...inside)];
    if (!plain.test(tag)) return inside;
    const kept = Object.fromEntries(Object.entries(attributes).filter(([name]) => passed.test(name)));
    const made = element(tag as "p", kept, ...inside);
    return [tag === "table" || tag === "pre" ? element("div", { class: "wide", tabindex: "0" }, made) : made];
  });
}

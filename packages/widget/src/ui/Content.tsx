import type { Content as Tree } from "@kotae/sdk/schema";
import { type ComponentChild, h } from "preact";
import { useWidget } from "./context.ts";
import { OutLink } from "./OutLink.tsx";

// the server has its own list; this one holds even if that one fails
const plain =
  /^(p|ul|ol|li|strong|em|b|i|s|del|code|kbd|pre|blockquote|table|thead|tbody|tr|th|td|hr|br|span|div|sup|sub|mark|dl|dt|dd|figure|figcaption)$/;
const passed = /^(alt|title|lang|dir|start|colspan|rowspan|width|height)$/;

/** An article's tree as elements: only tags, attributes and addresses we know, and never a string of HTML. */
export function Content({ nodes }: { nodes: readonly Tree[] }) {
  return (
    <>
      {nodes.map((node, index) => (
        <Node key={index} node={node} />
      ))}
    </>
  );
}

function Node({ node }: { node: Tree }): ComponentChild {
  const { origin, showArticle } = useWidget();
  if (typeof node === "string") return node;
  const [tag, attributes, ...children] = node;
  const inside = <Content nodes={children} />;
  const kept = Object.fromEntries(Object.entries(attributes).filter(([name]) => passed.test(name)));
  if (tag === "a") {
    const id = attributes["data-article"];
    const href = webAddress(attributes.href, origin);
    if (href === undefined) return inside;
    const openInside = (event: Event) => {
      event.preventDefault();
      if (id) showArticle(id);
    };
    return id ? (
      <a href={href} onClick={openInside}>
        {inside}
      </a>
    ) : (
      <OutLink href={href}>{inside}</OutLink>
    );
  }
  if (tag === "img") {
    const src = webAddress(attributes.src, origin);
    return src?.startsWith("http") ? <img {...kept} src={src} alt={attributes.alt ?? ""} loading="lazy" /> : null;
  }
  // the article's title is the third level in the panel
  const heading = /^h([1-6])$/.exec(tag);
  if (heading) return h(`h${Math.min(6, Math.max(4, Number(heading[1]) + 2))}`, null, inside);
  if (tag === "table")
    return (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      <div class="wide" tabIndex={0}>
        <table>{inside}</table>
      </div>
    );
  if (tag === "pre") return h("pre", { tabIndex: 0 }, inside);
  if (tag === "br" || tag === "hr") return h(tag, null);
  return plain.test(tag) ? h(tag, kept, inside) : inside;
}

/** The absolute form of a web or mail address, or undefined for anything else. */
export function webAddress(address: string | undefined, origin: string): string | undefined {
  if (!address || address.startsWith("#")) return undefined;
  const url = URL.parse(address, origin);
  return url && /^(https?|mailto|tel):$/.test(url.protocol) ? url.href : undefined;
}

import type { Content as Tree } from "@kotae/sdk/schema";
import { type ComponentChild, h } from "preact";

// the server has its own list; this one holds even if that one fails
const plain =
  /^(p|ul|ol|li|strong|em|b|i|s|del|code|kbd|blockquote|thead|tbody|tr|th|td|span|div|sup|sub|mark|dl|dt|dd|figure|figcaption)$/;
const passed = /^(alt|title|lang|dir|start|colspan|rowspan|width|height)$/;

/** An article's tree as elements: only tags, attributes and addresses we know, and never a string of HTML. */
export function ArticleContent({ nodes }: { nodes: readonly Tree[] }) {
  return (
    <>
      {nodes.map((node, index) => (
        <Node key={index} node={node} />
      ))}
    </>
  );
}

function Node({ node }: { node: Tree }): ComponentChild {
  if (typeof node === "string") return node;
  const [tag, attributes, ...children] = node;
  const inside = <ArticleContent nodes={children} />;
  const kept = Object.fromEntries(Object.entries(attributes).filter(([name]) => passed.test(name)));
  if (tag === "a") {
    const href = webAddress(attributes.href);
    if (href === undefined) return inside;
    return (
      <a href={href} target="_blank" rel="noopener noreferrer">
        {inside}
      </a>
    );
  }
  if (tag === "img") {
    const src = webAddress(attributes.src);
    return src?.startsWith("http") ? <img {...kept} src={src} alt={attributes.alt ?? ""} loading="lazy" /> : null;
  }
  // the article's title is the second level here
  const heading = /^h([1-6])$/.exec(tag);
  if (heading) return h(`h${Math.min(6, Number(heading[1]) + 1)}`, null, inside);
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
function webAddress(address: string | undefined): string | undefined {
  if (!address || address.startsWith("#")) return undefined;
  const url = URL.parse(address, location.origin);
  return url && /^(https?|mailto|tel):$/.test(url.protocol) ? url.href : undefined;
}

import type { Content } from "@kotae/sdk/schema";
import * as fc from "fast-check";
import { parseDocument } from "htmlparser2";
import { describe, expect, it } from "vitest";
import { fromHtml, fromMarkdown, renderHtml, textOf } from "./content.ts";
import { plainText, sections } from "./content-text.ts";

// written out here once more, so that a slip in the rules shows
const tags = new Set(
  `p div h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre code em strong b i s del ins u sub sup kbd mark small abbr br hr
   a img table thead tbody tfoot tr th td caption figure figcaption details summary`.split(/\s+/),
);
const attributes = new Set(
  "href src alt title width height loading id class start colspan rowspan align scope open".split(" "),
);
const schemes = { href: ["http:", "https:", "mailto:", "tel:"], src: ["http:", "https:"] };

/** Everything in an element that must not be there. */
function faults(tag: string, given: Record<string, string>): string[] {
  const found: string[] = [];
  if (!tags.has(tag)) found.push(`<${tag}>`);
  for (const [name, value] of Object.entries(given)) {
    if (!attributes.has(name)) found.push(`${tag}[${name}]`);
    if (name === "class" && !/^language-/.test(value)) found.push(`class=${value}`);
    if (name !== "href" && name !== "src") continue;
    // as a browser resolves it, tabs and line breaks and all
    const { protocol } = new URL(value, "https://help.example/a/b");
    if (!schemes[name].includes(protocol)) found.push(`${name}=${value}`);
  }
  return found;
}

const inTree = (tree: readonly Content[]): string[] =>
  tree.flatMap((node) => {
    if (typeof node === "string") return [];
    const [tag, given, ...children] = node;
    return [...faults(tag, given), ...inTree(children)];
  });

type Parsed = { type: string; name?: string; attribs?: Record<string, string>; children?: Parsed[] };
const inHtml = (html: string): string[] => {
  const visit = (node: Parsed): string[] => [
    ...(node.type === "comment" || node.type === "directive" ? [node.type] : []),
    ...(node.name ? faults(node.name, node.attribs ?? {}) : []),
    ...(node.children ?? []).flatMap(visit),
  ];
  return (parseDocument(html).children as Parsed[]).flatMap(visit);
};

const corpus = [
  `<img alt="\u0000a\ud800">`,
  `<script>alert(1)</script>`,
  `<SCRIPT SRC=//evil.example/x.js></SCRIPT>`,
  `<scr<script>ipt>alert(1)</scr</script>ipt>`,
  `<script>alert(1)`,
  `<script/x>alert(1)</script/x>`,
  `<<script>alert(1)//<</script>`,
  `<img src=x onerror=alert(1)>`,
  `<img src=x onerror=alert(1)//`,
  `<img/src="x"/onerror="alert(1)">`,
  `<img src="javascript:alert(1)">`,
  `<img src="data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+">`,
  `<img src=\`x\` onerror=alert(1)>`,
  `<img srcset="javascript:alert(1) 1x" src=/a.png>`,
  `<IMG """><SCRIPT>alert(1)</SCRIPT>">`,
  `<svg onload=alert(1)>`,
  `<svg><script>alert(1)</script></svg>`,
  `<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>`,
  `<svg><animate onbegin=alert(1) attributeName=x dur=1s>`,
  `<svg><style><img src=x onerror=alert(1)></style></svg>`,
  `<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>`,
  `<math href="javascript:alert(1)">x</math>`,
  `<iframe src="javascript:alert(1)"></iframe>`,
  `<iframe srcdoc="<script>alert(1)</script>"></iframe>`,
  `<object data="javascript:alert(1)"></object>`,
  `<embed src="javascript:alert(1)">`,
  `<form action="javascript:alert(1)"><button>x</button></form>`,
  `<button formaction="javascript:alert(1)">x</button>`,
  `<input onfocus=alert(1) autofocus>`,
  `<input type=checkbox onclick=alert(1) checked>`,
  `<body onload=alert(1)>`,
  `<base href="javascript:alert(1)//">`,
  `<meta http-equiv=refresh content="0;url=javascript:alert(1)">`,
  `<link rel=stylesheet href="javascript:alert(1)">`,
  `<style>@import 'javascript:alert(1)';</style>`,
  `<p style="background:url(javascript:alert(1))">x</p>`,
  `<p id="location" name="cookie" class="top">x</p>`,
  `<a href="javascript:alert(1)">x</a>`,
  `<a href=" javascript:alert(1)">x</a>`,
  `<a href="java\tscript:alert(1)">x</a>`,
  `<a href="java\nscript:alert(1)">x</a>`,
  `<a href="java&#10;script:alert(1)">x</a>`,
  `<a href="java&Tab;script&colon;alert(1)">x</a>`,
  `<a href="&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A;alert(1)">x</a>`,
  `<a href="\u0001javascript:alert(1)">x</a>`,
  `<a href="\u00a0javascript:alert(1)">x</a>`,
  `<a href="JaVaScRiPt:alert(1)">x</a>`,
  `<a href="vbscript:msgbox(1)">x</a>`,
  `<a href="data:text/html,<script>alert(1)</script>">x</a>`,
  `<a href="blob:https://x/1">x</a><a href="file:///etc/passwd">y</a><a href="feed:javascript:alert(1)">z</a>`,
  `<a href="https://ok.example" onclick=alert(1) target=_blank ping="//evil">x</a>`,
  `[x](javascript:alert(1))`,
  `[x](<javascript:alert(1)>)`,
  `[x](java&#115;cript:alert(1))`,
  `[x](JAVASCRIPT:alert%281%29)`,
  `[x](data:text/html;base64,PHNjcmlwdD4=)`,
  `[x]: javascript:alert(1)\n\n[x]`,
  `![x](javascript:alert(1))`,
  `![x](data:image/png;base64,AAAA)`,
  `![x"onerror="alert(1)](https://ok.example/a.png)`,
  `![a](https://ok.example/a.png "x\\" onerror=\\"alert(1)")`,
  `[a](https://ok.example "x' onmouseover='alert(1)")`,
  `<javascript:alert(1)>`,
  '```html" onclick="alert(1)\nx\n```',
  "```</code></pre><script>alert(1)</script>\nx\n```",
  `\`<script>alert(1)</script>\``,
  `# <img src=x onerror=alert(1)>`,
  `| <script>alert(1)</script> |\n| --- |\n| <svg onload=alert(1)> |`,
  `<!-- <script>alert(1)</script> -->`,
  `<!--><script>alert(1)</script>-->`,
  `<!--<!-- --><img src=x onerror=alert(1)>-->`,
  `<![CDATA[<script>alert(1)</script>]]>`,
  `<?xml version="1.0"?><script>alert(1)</script>`,
  `<noscript><p title="</noscript><img src=x onerror=alert(1)>">`,
  `<textarea></textarea><img src=x onerror=alert(1)>`,
  `<title></title><img src=x onerror=alert(1)></title>`,
  `<template><script>alert(1)</script></template>`,
  `<details open ontoggle=alert(1)><summary>x</summary>y</details>`,
  `<video><source onerror=alert(1)></video>`,
  `<audio src=x onerror=alert(1)></audio>`,
  `<marquee onstart=alert(1)>x</marquee>`,
  `<x-widget onclick=alert(1)>kept</x-widget>`,
  `<a><a href="javascript:alert(1)">x</a></a>`,
  `<table><td><img src=x onerror=alert(1)`,
  `<abbr title="&quot;><script>alert(1)</script>">x</abbr>`,
  `<code class="language-x onclick=alert(1)">x</code>`,
  `<ol start="1;alert(1)"><li value="javascript:1">x</ol>`,
  `<p __proto__="x" constructor="y" hasOwnProperty=z>x</p>`,
  `<__proto__>x</__proto__><constructor>y</constructor><toString>z`,
  `\u0000<scr\u0000ipt>alert(1)</scr\u0000ipt>`,
];

describe("an article's content", () => {
  it.each(corpus.map((attack) => [JSON.stringify(attack), attack] as const))(
    "has nothing in it but what is on the list: %s",
    (_, attack) => {
      for (const text of [attack, `before ${attack} after`, `- ${attack}\n\n> ${attack}\n`]) {
        for (const tree of [fromMarkdown(text), fromHtml(text)]) {
          expect(inTree(tree)).toEqual([]);
          expect(inHtml(renderHtml(tree))).toEqual([]);
        }
      }
    },
  );

  it("stays clean whatever the pieces of an attack are put together to", () => {
    const piece = fc.constantFrom(
      ..."< > </ /> <! <!-- --> \" ' ` = & &#60; &lt; [ ]( ) ![ \n\n # | ``` \\ \t \u0000 script svg img style a href= src= on error= load= javascript: data: java \u2028 <p <b> </p> 日本 \ud800".split(
        " ",
      ),
      " ",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.constantFrom(...corpus)), { maxLength: 24 }), (pieces) => {
        const text = pieces.join("");
        for (const tree of [fromMarkdown(text), fromHtml(text)]) {
          expect(inTree(tree)).toEqual([]);
          expect(inHtml(renderHtml(tree))).toEqual([]);
          expect(textOf(tree).isWellFormed() && !textOf(tree).includes("\u0000")).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });

  it("has nothing in it that a database could not hold, also where an image becomes its words", () => {
    expect(fromHtml('<img src="javascript:x" alt="a\u0000b\ud800">')).toEqual(["ab\ufffd"]);
  });

  it("renders to HTML that reads back to the same tree", () => {
    const text =
      "## Título\n\nA **b** `c<d>` [e](https://x.example/?a=1&b=2) ~~f~~\n\n1. one\n2. two\n\n| a | b |\n|:-:|--:|\n| 1 | 2 |\n";
    const tree = fromMarkdown(text);
    expect(fromHtml(renderHtml(tree))).toEqual(tree);
  });

  it("drops what is no text for people with everything in it, and keeps the words of unknown tags", () => {
    expect(textOf(fromHtml("a<style>b</style><x-y>c<font>d</font></x-y><script>e</script>f"))).toBe("acdf");
  });

  it("survives nesting deeper than anybody could walk", () => {
    const tree = fromHtml("<div>".repeat(20_000) + "deep" + "</div>".repeat(20_000));
    expect(textOf(tree)).toBe("deep");
    expect(renderHtml(tree).length).toBeLessThan(1_000);
  });

  it("keeps the words of a text that is too deep for the parser", () => {
    expect(textOf(fromMarkdown(`${">".repeat(20_000)} deep`))).toContain("deep");
  });

  it("gives headings ids from their words, in any script, and never the same twice", () => {
    const tree = fromMarkdown("# Get going\n\n## Get going\n\n## 支払い方法\n\n## !!!\n\n### Émile & Zoë's");
    const ids = tree.flatMap((node) => (typeof node !== "string" && node[1].id ? [`${node[0]}#${node[1].id}`] : []));
    expect(ids).toEqual(["h2#get-going", "h2#get-going-2", "h2#支払い方法", "h2#section", "h3#émile-zoës"]);
  });

  it("marks images to be loaded late, always with a text beside them", () => {
    expect(fromHtml('<img src="/a.png" width=10 height="20px">')).toEqual([
      ["img", { src: "/a.png", alt: "", width: "10", loading: "lazy" }],
    ]);
    expect(fromMarkdown("![Logo](data:image/png;base64,AA)")).toEqual([["p", {}, "Logo"], "\n"]);
  });

  it("keeps a code block's language, tables, task lists and details", () => {
    const tree = fromMarkdown(
      "```ts\nlet a = 1 < 2;\n```\n\n- [x] done\n\n<details open><summary>More</summary>\n\ntext\n\n</details>",
    );
    const html = renderHtml(tree);
    expect(html).toContain('<pre><code class="language-ts">let a = 1 &lt; 2;\n</code></pre>');
    expect(html).toContain("☑");
    expect(html).toContain('<details open=""><summary>More</summary>');
  });
});

describe("an article's words", () => {
  it("come in sections under their headings, lists and steps line by line", () => {
    const tree = fromMarkdown(
      "Intro *text*\nwraps.\n\n## Steps\n\nDo this:\n\n1. one\n2. two\n   - deep\n\n### Table\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
    );
    expect(sections(tree).map(({ heading, level, text }) => [heading, level, text])).toEqual([
      ["", 1, "Intro text wraps."],
      ["Steps", 2, "Do this:\n\n1. one\n2. two\n  - deep"],
      ["Table", 3, "a | b\n1 | 2"],
    ]);
  });

  it("are all of the words, whatever the mark-up", () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/);
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 12 }),
        fc.constantFrom("p", "li", "td", "h2", "dd", "summary"),
        (all, tag) => {
          const html = all.map((one) => `<${tag}>${one}</${tag}>`).join("");
          expect(plainText(fromHtml(tag === "li" ? `<ul>${html}</ul>` : html)).match(/[a-z]+/g)).toEqual(all);
        },
      ),
    );
  });
});

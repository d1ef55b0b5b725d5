import { describe, expect, it } from "vitest";
import { fromMarkdown, renderHtml } from "./content.ts";

const html = (markdown: string) => renderHtml(fromMarkdown(markdown)).replace(/\n/g, "");

describe("footnotes", () => {
  it("are raised numbers in the order of reading, and a list at the end", () => {
    expect(html("One[^b], two[^a] and one again[^b].\n\n[^a]: The *first*.\n[^b]: 二番目\n    の注。\n\nAfter.")).toBe(
      "<p>One<sup>1</sup>, two<sup>2</sup> and one again<sup>1</sup>.</p><p>After.</p><hr><ol><li>二番目の注。</li><li>The <em>first</em>.</li></ol>",
    );
  });

  it("lead nowhere, and nothing of them is lost", () => {
    expect(html("A mark[^x] without a note.")).toBe("<p>A mark[^x] without a note.</p>");
    expect(html("Words.\n\n[^1]: A note without a mark.")).toBe(
      "<p>Words.</p><hr><ol><li>A note without a mark.</li></ol>",
    );
    expect(html("`[^1]`\n\n    [^1]: code\n\n```\n[^1]: code\n```")).not.toContain("<ol>");
  });

  it("are as safe as everything else", () => {
    const page = html("x[^1]\n\n[^1]: <script>alert(1)</script>[a](javascript:alert(1)) <b onclick=x>b</b>");
    expect(page).not.toMatch(/script|onclick/);
    expect(page).toContain("<b>b</b>");
    // a thousand brackets are read in no time
    expect(html("[^".repeat(5_000)).length).toBeGreaterThan(5_000);
    expect(html(`[^a]: ${"\n \n".repeat(5_000)}x`)).toContain("x");
  });
});

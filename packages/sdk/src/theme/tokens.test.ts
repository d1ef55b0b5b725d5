import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { accentOf, contrast } from "./contrast.ts";
import { dark, light, type Role } from "./tokens.ts";

const surfaces: Role[] = ["surface-0", "surface-1", "surface-2"];

describe.each([
  ["light", light],
  ["dark", dark],
])("%s theme", (_, theme) => {
  const words: [Role, Role[]][] = [
    ["text", [...surfaces, "surface-3", "accent-soft", "good-soft", "soon-soft", "late-soft", "note"]],
    ["text-quiet", [...surfaces, "note", "accent-soft"]],
    ["accent-text", ["accent"]],
    ["accent-ink", [...surfaces, "accent-soft"]],
    ["good", [...surfaces, "good-soft"]],
    ["soon", [...surfaces, "soon-soft"]],
    ["late", [...surfaces, "late-soft"]],
  ];
  it.each(words.flatMap(([ink, papers]) => papers.map((paper) => [ink, paper] as const)))(
    "%s reads on %s with 4.5:1",
    (ink, paper) => {
      expect(contrast(theme[ink], theme[paper])).toBeGreaterThanOrEqual(4.5);
    },
  );
  it.each([
    ...surfaces.map((paper) => ["edge", paper] as const),
    ...surfaces.map((paper) => ["focus", paper] as const),
  ])("%s shows on %s with 3:1", (ink, paper) => {
    expect(contrast(theme[ink], theme[paper])).toBeGreaterThanOrEqual(3);
  });
});

describe("a site's brand colour", () => {
  const channel = fc.integer({ min: 0, max: 255 });
  const colour = fc
    .tuple(channel, channel, channel)
    .map((rgb) => `#${rgb.map((part) => part.toString(16).padStart(2, "0")).join("")}`);

  it("always gets words that read on it, and an ink that reads on the page", () => {
    fc.assert(
      fc.property(colour, fc.constantFrom(light, dark), (brand, theme) => {
        const tokens = accentOf(brand, theme["surface-0"], theme.text);
        expect(contrast(String(tokens?.["accent-text"]), brand)).toBeGreaterThanOrEqual(4.5);
        expect(contrast(String(tokens?.["accent-ink"]), theme["surface-0"])).toBeGreaterThanOrEqual(4.5);
      }),
    );
  });

  it("is refused where it is no colour", () => {
    expect(accentOf("indigo", "#ffffff", "#000000")).toBeUndefined();
  });
});

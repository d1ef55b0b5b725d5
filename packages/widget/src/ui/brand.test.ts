import { readFile } from "node:fs/promises";
import { contrast, dark, light, luminance, parseHex } from "@kotae/sdk/theme";
import * as fc from "fast-check";
import { expect, it } from "vitest";

// what the style sheet says of a site's own colour, worked out as browsers do (CSS Color 4; Ottosson's OKLab)
const css = await readFile(new URL("./panel.css", import.meta.url), "utf8");
const [, darkest = "", lightest = ""] =
  /oklch\(from var\(--accent\) min\(l, ([\d.]+)\) c h\),\s*oklch\(from var\(--accent\) max\(l, ([\d.]+)\) c h\)/.exec(
    css,
  ) ?? [];

type Triple = [number, number, number];
const times = (rows: Triple[], [x, y, z]: Triple) => rows.map(([a, b, c]) => a * x + b * y + c * z) as Triple;
const toLinear = (channel: number) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4);
const toGamma = (channel: number) => (channel <= 0.0031308 ? channel * 12.92 : 1.055 * channel ** (1 / 2.4) - 0.055);

/** `hex` with its OKLCH lightness put through `limit`, clipped into sRGB. */
function withLightness(hex: string, limit: (l: number) => number): string {
  const rgb = (parseHex(hex) ?? [0, 0, 0]).map((channel) => toLinear(channel / 255)) as Triple;
  const cones = times(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    rgb,
  ).map(Math.cbrt) as Triple;
  const [l, a, b] = times(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    cones,
  );
  const back = times(
    [
      [1, 0.3963377774, 0.2158037573],
      [1, -0.1055613458, -0.0638541728],
      [1, -0.0894841775, -1.291485548],
    ],
    [limit(l), a, b],
  ).map((cone) => cone ** 3) as Triple;
  const linear = times(
    [
      [4.0767416621, -3.3077115913, 0.2309699292],
      [-1.2684380046, 2.6097574011, -0.3413193965],
      [-0.0041960863, -0.7034186147, 1.707614701],
    ],
    back,
  );
  const channels = linear.map((channel) => Math.round(toGamma(Math.min(1, Math.max(0, channel))) * 255));
  return `#${channels.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}

/** `over` mixed into `under` by a share, as `color-mix(in srgb)` does. */
const mixed = (over: string, under: string, share: number) => {
  const [one, other] = [parseHex(over) ?? [], parseHex(under) ?? []];
  const channels = one.map((channel, index) => Math.round(channel * share + (other[index] ?? 0) * (1 - share)));
  return `#${channels.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
};

const brand = fc
  .tuple(...Array.from({ length: 3 }, () => fc.integer({ min: 0, max: 255 })))
  .map((rgb) => `#${rgb.map((part) => part.toString(16).padStart(2, "0")).join("")}`);

it("makes words in any site's colour readable, on the page and on the tint of it", () => {
  expect(Number(darkest)).toBeGreaterThan(0);
  fc.assert(
    fc.property(brand, (colour) => {
      for (const [theme, limit] of [
        [light, (l: number) => Math.min(l, Number(darkest))],
        [dark, (l: number) => Math.max(l, Number(lightest))],
      ] as const) {
        const ink = withLightness(colour, limit);
        expect(contrast(ink, theme["surface-0"])).toBeGreaterThanOrEqual(4.5);
        expect(contrast(ink, mixed(colour, theme["surface-0"], 0.1))).toBeGreaterThanOrEqual(4.5);
      }
    }),
    { numRuns: 2_000 },
  );
});

it("puts black or white words on any site's colour, whichever reads better", () => {
  fc.assert(
    fc.property(brand, (colour) => {
      const words = luminance(parseHex(colour) ?? [0, 0, 0]) > 0.179 ? "#000000" : "#ffffff";
      expect(contrast(words, colour)).toBeGreaterThanOrEqual(4.5);
    }),
  );
});

type Rgb = [red: number, green: number, blue: number];

/** The channels (0-255) of `#rgb` or `#rrggbb`, or undefined where it is no such colour. */
export function parseHex(colour: string): Rgb | undefined {
  const short = /^#([\da-f])([\da-f])([\da-f])$/i.exec(colour);
  const long = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(colour);
  const parts = short ? short.slice(1).map((digit) => digit + digit) : long?.slice(1);
  if (!parts) return undefined;
  const [red = 0, green = 0, blue = 0] = parts.map((part) => Number.parseInt(part, 16));
  return [red, green, blue];
}

/** Relative luminance, 0 (black) to 1 (white), as WCAG 2.2 defines it. */
export function luminance([red, green, blue]: Rgb): number {
  const linear = (channel: number) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

/** Contrast ratio of two colours, 1 to 21, as WCAG 2.2 defines it; 1 where either is no colour. */
export function contrast(one: string, other: string): number {
  const [a, b] = [parseHex(one), parseHex(other)];
  if (!a || !b) return 1;
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const toHex = (rgb: Rgb) => `#${rgb.map((channel) => Math.round(channel).toString(16).padStart(2, "0")).join("")}`;

/** `colour` moved towards `target` by `share` (0 to 1). */
function mix(colour: Rgb, target: Rgb, share: number): Rgb {
  return colour.map((channel, index) => channel + ((target[index] ?? 0) - channel) * share) as Rgb;
}

/**
 * The accent tokens of a brand colour on one theme's page colour, or undefined where `brand` is no hex colour:
 * words on it in black or white, whichever reads better, and an ink moved towards readable until it has 4.5:1.
 */
export function accentOf(brand: string, page: string, pageText: string): Record<string, string> | undefined {
  const [accent, surface, ink] = [parseHex(brand), parseHex(page), parseHex(pageText)];
  if (!accent || !surface || !ink) return undefined;
  const onAccent = contrast(brand, "#ffffff") >= contrast(brand, "#000000") ? "#ffffff" : "#000000";
  let share = 0;
  let readable = toHex(accent);
  while (contrast(readable, page) < 4.6 && share < 1) {
    share += 0.05;
    readable = toHex(mix(accent, ink, share));
  }
  return {
    accent: toHex(accent),
    "accent-text": onAccent,
    "accent-ink": readable,
    "accent-soft": toHex(mix(surface, accent, 0.1)),
    focus: readable,
  };
}

/**
 * Text as it is compared: compatibility forms made plain (NFKC) and case folded.
 *
 * Upper case first, because only there ß and SS are the same; a final sigma is a sigma.
 */
export const fold = (text: string): string =>
  text.normalize("NFKC").toUpperCase().toLowerCase().normalize("NFKC").replaceAll("ς", "σ");

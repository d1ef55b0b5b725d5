/** The languages the product speaks. */
export const languages = ["en", "ja"] as const;
export type Language = (typeof languages)[number];

/** The first of these tags we speak, by its main part (`ja-JP` is `ja`); English where we speak none. */
export function languageOf(...tags: (string | undefined | null)[]): Language {
  for (const tag of tags) {
    const main = tag?.toLowerCase().split("-")[0];
    const known = languages.find((language) => language === main);
    if (known) return known;
  }
  return "en";
}

/** The tags of an Accept-Language header, most wanted first. */
export function acceptedTags(header: string | undefined): string[] {
  return (header ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", quality] = part.trim().split(/;\s*q=/);
      return { tag, quality: quality === undefined ? 1 : Number(quality) || 0 };
    })
    .filter(({ tag, quality }) => tag !== "" && quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag);
}

/** Words joined by hyphens, letters of any script: `Résumé — 請求書` becomes `résumé-請求書`; empty where there are none. */
export function slugify(text: string): string {
  return Array.from(
    text
      .normalize("NFKC")
      .toLowerCase()
      .replace(/['’]/g, "")
      .replace(/[^\p{L}\p{M}\p{N}_]+/gu, "-"),
  )
    .slice(0, 80)
    .join("")
    .replace(/[\p{M}]+(?=-|$)|^-+|-+$/gu, (match) => (match.startsWith("-") ? "" : match));
}

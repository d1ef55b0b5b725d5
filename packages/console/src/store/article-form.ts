import type { Article, Visibility } from "@kotae/sdk/schema";

/** An article as it stands in the editor: every field as it is typed or chosen, times in the writer's own zone. */
export type ArticleForm = {
  title: string;
  body: string;
  lang: string;
  summary: string;
  category: string;
  /** Separated by commas. */
  keywords: string;
  visibility: Visibility;
  siteId: string;
  deskId: string;
  ownerId: string;
  publishAt: string;
  expiresAt: string;
  reviewAt: string;
  popular: boolean;
};

export const emptyForm: ArticleForm = {
  title: "",
  body: "",
  lang: "en",
  summary: "",
  category: "",
  keywords: "",
  visibility: "public",
  siteId: "",
  deskId: "",
  ownerId: "",
  publishAt: "",
  expiresAt: "",
  reviewAt: "",
  popular: false,
};

const pad = (value: number) => String(value).padStart(2, "0");

/** An instant as a `datetime-local` field shows it, in the writer's own zone. */
export function toLocal(iso: string | null): string {
  if (iso === null) return "";
  const at = new Date(iso);
  return `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}T${pad(at.getHours())}:${pad(at.getMinutes())}`;
}

/** The instant a `datetime-local` field stands for; null where it is empty or no time at all. */
export function fromLocal(value: string): string | null {
  const at = new Date(value);
  return value === "" || Number.isNaN(at.getTime()) ? null : at.toISOString();
}

/** Keywords as they were typed, each once. */
export const keywordsOf = (typed: string): string[] => [
  ...new Set(
    typed
      .split(/[,、，\n]/u)
      .map((word) => word.trim())
      .filter(Boolean),
  ),
];

/** An article in its fields. */
export const formOf = (article: Article): ArticleForm => ({
  title: article.title,
  body: article.body,
  lang: article.lang,
  summary: article.summary,
  category: article.category,
  keywords: article.keywords.join(", "),
  visibility: article.visibility,
  siteId: article.siteId ?? "",
  deskId: article.deskId ?? "",
  ownerId: article.owner?.id ?? "",
  publishAt: toLocal(article.publishAt),
  expiresAt: toLocal(article.expiresAt),
  reviewAt: toLocal(article.reviewAt),
  popular: article.popular,
});

/** What the server is told of these fields. */
export function wireOf(form: ArticleForm) {
  return {
    title: form.title.trim(),
    body: form.body,
    lang: form.lang,
    summary: form.summary.trim(),
    category: form.category.trim(),
    keywords: keywordsOf(form.keywords),
    visibility: form.visibility,
    siteId: form.siteId || null,
    deskId: form.deskId || null,
    ownerId: form.ownerId || null,
    publishAt: fromLocal(form.publishAt),
    expiresAt: fromLocal(form.expiresAt),
    reviewAt: fromLocal(form.reviewAt),
    popular: form.popular,
  };
}

/** The same, of those fields alone that differ from `base`: what nobody touched is not sent. */
export function changesOf(form: ArticleForm, base: ArticleForm): Partial<ReturnType<typeof wireOf>> {
  const wire = wireOf(form);
  const changed = (Object.keys(wire) as (keyof ArticleForm)[]).filter((key) => form[key] !== base[key]);
  return Object.fromEntries(changed.map((key) => [key, wire[key]]));
}

/** True where the two say the same in every field. */
export const sameForm = (one: ArticleForm, other: ArticleForm): boolean =>
  (Object.keys(emptyForm) as (keyof ArticleForm)[]).every((key) => one[key] === other[key]);

/** Fields read back from this device, or undefined where they are none. */
export function readForm(kept: unknown): ArticleForm | undefined {
  if (typeof kept !== "object" || kept === null) return undefined;
  const held = kept as Record<string, unknown>;
  const keys = Object.keys(emptyForm) as (keyof ArticleForm)[];
  return keys.every((key) => typeof held[key] === typeof emptyForm[key])
    ? (Object.fromEntries(keys.map((key) => [key, held[key]])) as ArticleForm)
    : undefined;
}

import * as z from "zod";

/** Sizes and counts that hold on every wire; one place, so that docs and errors agree with the checks. */
export const limits = {
  messageChars: 10_000,
  questionChars: 2_000,
  searchChars: 500,
  subjectChars: 200,
  nameChars: 100,
  emailChars: 254,
  urlChars: 2_048,
  commentChars: 1_000,
  articleTitleChars: 300,
  articleBodyChars: 500_000,
  attributes: 50,
  attributeChars: 1_000,
  conditionDepth: 10,
  conditionNodes: 200,
  conditionValues: 100,
  conditionValueChars: 1_000,
  pageItems: 100,
  longPollSeconds: 25,
} as const;

/** Text that both databases can hold: no NUL, no half of a surrogate pair. */
export const text = (max: number) =>
  z
    .string()
    .max(max, `must be at most ${max} characters`)
    .refine((value) => !value.includes("\u0000"), "must not contain the NUL character")
    .refine((value) => value.isWellFormed(), "must be well-formed Unicode (it has half of a surrogate pair)");

/** The same, with something in it once the white space around it is gone. */
export const line = (max: number) => text(max).trim().min(1, "must not be empty");

export const id = z.uuid("must be a UUID");
export const email = line(limits.emailChars)
  .pipe(z.email("must be an email address"))
  .transform((v) => v.toLowerCase());
export const locale = z.enum(["en", "ja"]);
/** Anything a browser may say its language is, as in `ja-JP`. */
export const languageTag = line(35).regex(/^[A-Za-z0-9-]+$/, "must be a language tag such as en or ja-JP");
export const httpUrl = line(limits.urlChars).refine((value) => /^https?:\/\//i.test(value) && URL.canParse(value), {
  message: "must be an http(s) URL",
});

/** `?limit=&cursor=` of a keyset-paged list. */
export const paging = {
  limit: z.coerce.number().int().min(1).max(limits.pageItems).default(50),
  cursor: text(500).optional(),
};

export const page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

/** What a site or a person says of a visitor: flat, few and short. */
export const attributes = z
  .record(line(60), z.union([text(limits.attributeChars), z.number(), z.boolean(), z.null()]))
  .refine(
    (value) => Object.keys(value).length <= limits.attributes,
    `must have at most ${limits.attributes} attributes`,
  );

export type Locale = z.infer<typeof locale>;
export type Attributes = z.infer<typeof attributes>;

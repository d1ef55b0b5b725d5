import { KotaeError } from "@kotae/sdk/errors";
import * as z from "zod";
import type { PastQuestion } from "../questions/index.ts";

const text = z.string().trim().min(1, "must not be empty");
const id = z.union([text, z.number()]).transform(String);

const question = z.object({
  id: id.optional(),
  text,
  lang: z.string().optional(),
  /** Ids of the articles that answer it; on a live knowledge base slugs and keys do as well. */
  answers: z.array(id).default([]),
  answerable: z.boolean().optional(),
  kind: z.string().optional(),
});
const article = z.object({ id, title: z.string(), body: z.string(), lang: z.string().optional() });

/** A question whose answer is known: which articles answer it, or that none does. */
export type Golden = {
  id: string;
  text: string;
  lang: string | undefined;
  answers: string[];
  answerable: boolean;
  kind: string;
};
export type RawArticle = z.output<typeof article>;

/** Golden questions, one JSON object a line; throws `invalid_input` with the number of a line that is none. */
export const readQuestions = (jsonl: string): Golden[] =>
  read(jsonl, question, "questions").map(({ id, text, lang, answers, answerable, kind }, n) => {
    const isAnswerable = answerable ?? answers.length > 0;
    return {
      id: id ?? String(n + 1),
      text,
      lang,
      answers,
      answerable: isAnswerable,
      kind: kind ?? (isAnswerable ? "in-scope" : "out-of-scope"),
    };
  });

/** Questions that somebody reviewed: the article they named answers it, or none does. */
export const fromReviews = (past: readonly PastQuestion[]): Golden[] =>
  past
    .filter(({ reviewed }) => reviewed)
    .map(({ id, text, lang, rightArticleId }) => ({
      id,
      text,
      lang,
      answers: rightArticleId === null ? [] : [rightArticleId],
      answerable: rightArticleId !== null,
      kind: "reviewed",
    }));

/** Articles, one JSON object a line; throws `invalid_input` with the number of a line that is none. */
export const readArticles = (jsonl: string): RawArticle[] => read(jsonl, article, "articles");

function read<T>(jsonl: string, shape: z.ZodType<T>, what: string): T[] {
  const found: T[] = [];
  for (const [n, line] of jsonl
    .replace(/^\ufeff/, "")
    .split(/\r?\n/)
    .entries()) {
    if (line.trim() === "") continue;
    const parsed = shape.safeParse(fromJson(line, `${what}, line ${n + 1}`));
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new KotaeError("invalid_input", `${what}, line ${n + 1}: ${issue?.path.join(".")} ${issue?.message}.`);
    }
    found.push(parsed.data);
  }
  if (found.length === 0) throw new KotaeError("invalid_input", `There are no ${what} in this file.`);
  return found;
}

function fromJson(line: string, where: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new KotaeError("invalid_json", `${where} is not JSON.`, { cause });
  }
}

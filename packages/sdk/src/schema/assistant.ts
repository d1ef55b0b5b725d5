import * as z from "zod";
import { citation, decision } from "./message.ts";
import { id, languageTag, limits, line, locale, text } from "./shared.ts";

/**
 * What an admin decides about the assistant; a site may differ from the rest. A limit for a day holds for all sites
 * together, and one that a site has of its own holds for that site beside it.
 */
export const assistantSettings = z.object({
  enabled: z.boolean(),
  /** Share of given answers that may be wrong, 0.01 to 0.5: the decision's threshold follows from it. */
  wrongAtMost: z.number().min(0.01).max(0.5),
  /** Whether it asks back when two topics compete; else it answers or hands over. */
  clarify: z.boolean(),
  /** Whether a configured model writes answers; else they are quoted. */
  generate: z.boolean(),
  /** Share of visitors, 0 to 0.5, whose questions go straight to people, to measure what the assistant saves. */
  holdOut: z.number().min(0).max(0.5),
  /** Days within which coming back with a question takes a solved one back. */
  returnDays: z.number().int().min(1).max(90),
  /** Hours of silence after an answer until it is assumed to have helped. */
  assumeHours: z.number().int().min(1).max(720),
  /** Answers in one conversation until a person is brought in. */
  turnsAtMost: z.number().int().min(1).max(100),
  /** Questions the assistant takes on in one UTC day until people get them at once; 0 is no limit. */
  dayTurns: z.number().int().min(0).max(10_000_000),
  /** Tokens, in and out, that a model may use: in one conversation, and in one UTC day. */
  conversationTokens: z.number().int().min(0).max(10_000_000),
  dayTokens: z.number().int().min(0).max(1_000_000_000),
  /** The same in money, in the currency the operator thinks in, at the prices given here per million tokens; 0 is no limit. */
  conversationCost: z.number().min(0).max(1_000_000),
  dayCost: z.number().min(0).max(1_000_000),
  inputPrice: z.number().min(0).max(10_000),
  outputPrice: z.number().min(0).max(10_000),
  /** Seconds until a stalled answer becomes a quoted one; within five times as many, whatever happens, a person has it. */
  stallSeconds: z.number().int().min(2).max(120),
});

/** Where the assistant stands: what it would do today, and what has been used up. */
export const assistantState = z.object({
  /** The defaults, with what the site changes of them. */
  settings: assistantSettings,
  /** The names of the settings that are the site's own; empty where no site was named. */
  own: z.array(z.string()),
  model: z
    .object({
      name: z.string(),
      embedding: z.string().nullable(),
      /** `open` while it is left alone after failures in a row. */
      breaker: z.enum(["closed", "open"]),
      tokensToday: z.number().int(),
      costToday: z.number(),
      lastError: z.string().nullable(),
    })
    .nullable(),
  /** The confidence, 0 to 1, an answer needs for that share of wrong ones. */
  threshold: z.number(),
  calibration: z.object({
    source: z.enum(["shipped", "fitted"]),
    provenance: z.string(),
    samples: z.number().int(),
    error: z.number().nullable(),
    createdAt: z.string().nullable(),
  }),
});

export const getAssistant = { input: z.object({ siteId: id.optional() }), output: assistantState };
export const updateAssistant = {
  input: z.object({
    siteId: id.optional(),
    /** What changes; null gives a site's setting back to the default. */
    settings: z.object(
      Object.fromEntries(
        Object.entries(assistantSettings.shape).map(([name, shape]) => [name, shape.nullable().optional()]),
      ) as {
        [K in keyof typeof assistantSettings.shape]: z.ZodOptional<z.ZodNullable<(typeof assistantSettings.shape)[K]>>;
      },
    ),
  }),
  output: assistantState,
};

/** One article in the ranking of a question, with what speaks for it. */
export const ranked = z.object({
  articleId: z.string(),
  title: z.string(),
  url: z.string(),
  heading: z.string(),
  score: z.number(),
  features: z.record(z.string(), z.number()),
});

/** What would be answered, now, with everything the decision rests on. */
export const previewAnswer = {
  input: z.object({
    question: line(limits.questionChars),
    lang: languageTag.optional(),
    siteId: id.optional(),
    /** The question of a visitor's that this is: it is asked on that site, after what had been said before it. */
    questionId: id.optional(),
    /** An article as its editor holds it, published or not, that takes part as if it were out. */
    draft: z
      .object({
        id: id.optional(),
        title: line(limits.articleTitleChars),
        body: text(limits.articleBodyChars),
        summary: text(500).optional(),
        keywords: z.array(line(60)).max(50).optional(),
        lang: languageTag,
      })
      .optional(),
  }),
  output: z.object({
    decision,
    answer: z.string(),
    citations: z.array(citation),
    confidence: z.number(),
    threshold: z.number(),
    reasons: z.array(z.string()),
    ranked: z.array(ranked),
  }),
};

const change = z.object({ id: z.string(), text: z.string(), confidence: z.number(), from: decision, to: decision });
/** The last questions decided again with another precision; nothing is changed by asking. */
export const whatIf = {
  input: z.object({
    wrongAtMost: z.coerce.number().min(0.01).max(0.5),
    siteId: id.optional(),
    lang: locale.optional(),
    days: z.coerce.number().int().min(1).max(365).default(30),
  }),
  output: z.object({
    threshold: z.number(),
    questions: z.number().int(),
    today: z.object({
      answered: z.number().int(),
      clarified: z.number().int(),
      handedOver: z.number().int(),
      wrong: z.number(),
    }),
    proposed: z.object({
      answered: z.number().int(),
      clarified: z.number().int(),
      handedOver: z.number().int(),
      wrong: z.number(),
    }),
    /** Some of those that would be decided differently, the surest first. */
    changes: z.array(change),
  }),
};

export type AssistantSettings = z.infer<typeof assistantSettings>;
export type AssistantState = z.infer<typeof assistantState>;
export type Ranked = z.infer<typeof ranked>;
export type Preview = z.infer<typeof previewAnswer.output>;
export type WhatIf = z.infer<typeof whatIf.output>;

import * as z from "zod";
import { httpUrl, id, limits, line, page, paging, text } from "./shared.ts";

/** A JSON Schema (draft 2020-12) of flat fields: strings, numbers, booleans and choices. */
const inputSchema = z.record(z.string(), z.unknown());

const words = z.object({ en: text(300).trim().optional(), ja: text(300).trim().optional() });

/** Something the site owner's own system can do or tell, asked by a signed HTTP request. */
export const tool = z.object({
  id: z.string(),
  /** How a model calls it, as in `order_status`. */
  name: z.string(),
  title: words,
  /** When it helps, for visitors and models alike. */
  description: words,
  url: z.string(),
  inputSchema,
  /** `email_code`: a code sent to the address known of the visitor has to be given first. */
  verification: z.enum(["none", "email_code"]),
  /** What is said of the result, with its fields as in `{{status}}`. */
  reply: words,
  /** Words of a question that bring it up without a model. */
  triggers: z.array(z.string()),
  timeoutSeconds: z.number().int(),
  enabled: z.boolean(),
  siteId: z.string().nullable(),
  /** Whether it would work as this server is set up, and what is in its way where it would not. */
  usable: z.boolean(),
  problem: z.enum(["mail_missing", "address_refused"]).nullable(),
  updatedAt: z.string(),
});

const fields = {
  name: line(60).regex(/^[a-z][a-z0-9_]*$/, "must be lower-case letters, digits and underscores"),
  title: words,
  description: words,
  url: httpUrl,
  inputSchema,
  verification: z.enum(["none", "email_code"]),
  reply: words,
  triggers: z.array(line(60)).max(50),
  timeoutSeconds: z.number().int().min(1).max(30),
  enabled: z.boolean(),
  siteId: id.nullable(),
};

/** A tool that was deleted; the log of its runs is kept. */
export const retiredTool = z.object({
  id: z.string(),
  name: z.string(),
  title: words,
  by: z.string(),
  retiredAt: z.string(),
});

export const listTools = {
  input: z.object({}),
  output: z.object({ items: z.array(tool), nextCursor: z.string().nullable() }),
};
export const listRetiredTools = {
  input: z.object({}),
  output: z.object({ items: z.array(retiredTool), nextCursor: z.string().nullable() }),
};
export const getTool = { input: z.object({ id }), output: tool };
export const createTool = {
  input: z.object({
    ...fields,
    verification: fields.verification.default("none"),
    triggers: fields.triggers.default([]),
    timeoutSeconds: fields.timeoutSeconds.default(8),
    enabled: fields.enabled.default(false),
    siteId: fields.siteId.default(null),
  }),
  /** The secret that signs its requests: shown this once, and not again where the request is repeated. */
  output: tool.extend({ secret: z.string().optional() }),
};
export const updateTool = {
  input: z.object({
    id,
    ...(Object.fromEntries(Object.entries(fields).map(([name, shape]) => [name, shape.optional()])) as {
      [K in keyof typeof fields]: z.ZodOptional<(typeof fields)[K]>;
    }),
    rotateSecret: z.boolean().optional(),
  }),
  output: tool.extend({ secret: z.string().optional() }),
};
/** Takes a tool away with its secret; who used it, and what came of it, can still be read. */
export const deleteTool = { input: z.object({ id }), output: z.object({}) };

const given = z.record(line(60), z.union([text(limits.attributeChars), z.number(), z.boolean(), z.null()]));

/** What a request said and got, with secrets left out. */
export const toolRun = z.object({
  id: z.string(),
  toolId: z.string(),
  conversationId: z.string().nullable(),
  /** The ticket its conversation became. */
  ticketId: z.string().nullable(),
  by: z.enum(["visitor", "assistant", "admin"]),
  /** For whom it was asked. */
  visitor: z.object({ id: z.string(), name: z.string().nullable(), email: z.string().nullable() }).nullable(),
  /** Who tried it. */
  agent: z.object({ id: z.string(), name: z.string() }).nullable(),
  state: z.enum(["needs_code", "running", "done", "failed", "refused"]),
  input: given,
  status: z.number().int().nullable(),
  /** The beginning of what came back. */
  output: z.string().nullable(),
  /** One of the words in `docs/tools.md`, with a detail after a colon where there is one. */
  error: z.string().nullable(),
  millis: z.number().int().nullable(),
  createdAt: z.string(),
});

/** Sends the request for real, marked as a dry run in its header, and shows both sides of it. */
export const tryTool = {
  input: z.object({ id, input: given.default({}) }),
  output: z.object({
    run: toolRun,
    request: z.object({ url: z.string(), headers: z.record(z.string(), z.string()), body: z.string() }),
    reply: z.string().nullable(),
  }),
};
export const listToolRuns = { input: z.object({ id, ...paging }), output: page(toolRun) };

/** What a visitor is told of a tool that can be used here. */
export const toolOffer = z.object({
  tool: z.string(),
  title: z.string(),
  description: z.string(),
  inputSchema,
  /** What is known already from the visitor's own words. */
  input: given,
  verification: z.enum(["none", "email_code"]),
});

export const startToolRun = {
  input: z.object({ id, tool: line(60), input: given.default({}) }),
  /** With `needs_code`, a code has gone to `sentTo` (masked); the result stands in the conversation once it is done. */
  output: z.object({
    runId: z.string(),
    state: toolRun.shape.state,
    sentTo: z.string().nullable(),
    reply: z.string().nullable(),
  }),
};
export const confirmToolRun = {
  input: z.object({ id, runId: id, code: line(12) }),
  output: startToolRun.output,
};

export type Tool = z.infer<typeof tool>;
export type RetiredTool = z.infer<typeof retiredTool>;
export type ToolRun = z.infer<typeof toolRun>;
export type ToolOffer = z.infer<typeof toolOffer>;
export type ToolTry = z.infer<typeof tryTool.output>;

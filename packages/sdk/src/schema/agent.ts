import * as z from "zod";
import { email, id, limits, line, text } from "./shared.ts";

export const role = z.enum(["admin", "agent"]);

export const agent = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role,
  /** What the agent chose: away agents are given no new tickets. */
  available: z.boolean(),
  /** True while a console of theirs is connected. */
  online: z.boolean(),
});

const password = text(200).min(12, "must be at least 12 characters");

export const createSession = {
  input: z.object({
    email: text(limits.emailChars).min(1, "must not be empty"),
    password: text(200).min(1, "must not be empty"),
  }),
  output: z.object({ agent, expiresAt: z.string() }),
};
export const getSession = { input: z.object({}), output: z.object({ agent, expiresAt: z.string() }) };
export const deleteSession = { input: z.object({}), output: z.object({}) };

export const listAgents = {
  input: z.object({}),
  output: z.object({ items: z.array(agent), nextCursor: z.string().nullable() }),
};
export const createAgent = {
  input: z.object({ email, name: line(limits.nameChars), role: role.default("agent"), password }),
  output: agent,
};
export const updateAgent = {
  input: z.object({
    /** An agent's id, or `me`. */
    id: z.union([id, z.literal("me")]),
    name: line(limits.nameChars).optional(),
    available: z.boolean().optional(),
    role: role.optional(),
    password: password.optional(),
  }),
  output: agent,
};

export type Role = z.infer<typeof role>;
export type Agent = z.infer<typeof agent>;

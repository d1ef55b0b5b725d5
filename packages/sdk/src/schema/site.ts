import * as z from "zod";
import { id, line, locale } from "./shared.ts";

export const site = z.object({
  id: z.string(),
  key: z.string(),
  name: z.string(),
  locale: z.string(),
  accent: z.string().nullable(),
  deskId: z.string().nullable(),
});
export const listSites = {
  input: z.object({}),
  output: z.object({ items: z.array(site), nextCursor: z.string().nullable() }),
};

const fields = {
  name: line(100),
  locale,
  accent: line(9)
    .regex(/^#[0-9a-fA-F]{6}$/, "must be a colour such as #2b5fb3")
    .nullable(),
  deskId: id.nullable(),
};

export const createSite = {
  input: z.object({
    name: fields.name,
    locale: fields.locale.default("en"),
    accent: fields.accent.default(null),
    deskId: fields.deskId.default(null),
  }),
  /** The secret that signs who its visitors are: shown this once, and not again where the request is repeated. */
  output: site.extend({ identitySecret: z.string().optional() }),
};
export const updateSite = {
  input: z.object({
    id,
    name: fields.name.optional(),
    locale: fields.locale.optional(),
    accent: fields.accent.optional(),
    deskId: fields.deskId.optional(),
  }),
  output: site,
};

/** A department: its sites' questions end there, and articles may be for it alone. */
export const desk = z.object({ id: z.string(), key: z.string(), name: z.string() });
export const listDesks = {
  input: z.object({}),
  output: z.object({ items: z.array(desk), nextCursor: z.string().nullable() }),
};
export const createDesk = {
  input: z.object({
    key: line(40).regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "must be lower-case words joined by hyphens"),
    name: line(100),
  }),
  output: desk,
};
export const updateDesk = { input: z.object({ id, name: line(100) }), output: desk };

export type Site = z.infer<typeof site>;
export type Desk = z.infer<typeof desk>;

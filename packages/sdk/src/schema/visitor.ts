import * as z from "zod";
import { attributes, email, languageTag, limits, line, text } from "./shared.ts";
import { toolOffer } from "./tool.ts";

/** The person on the other side of the widget; `verified` once a signed identity token said who they are. */
export const visitor = z.object({
  id: z.string(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  externalId: z.string().nullable(),
  verified: z.boolean(),
  locale: z.string().nullable(),
  attributes,
});

export const createVisitor = {
  input: z.object({
    siteKey: line(100),
    /** A JWT (HS256) signed with the site's identity secret. */
    identityToken: text(8_192).optional(),
    /** The token this device already holds: an identified visitor takes its anonymous conversations along. */
    token: text(8_192).optional(),
    locale: languageTag.optional(),
  }),
  output: z.object({ token: z.string(), expiresAt: z.string(), visitor }),
};

export const getVisitor = { input: z.object({}), output: visitor };

export const updateVisitor = {
  input: z.object({
    name: line(limits.nameChars).nullable().optional(),
    email: email.nullable().optional(),
    locale: languageTag.optional(),
    attributes: attributes.optional(),
  }),
  output: visitor,
};

/** What the panel needs before anything was asked. */
export const getWidget = {
  input: z.object({ site: line(100), lang: languageTag.optional() }),
  output: z.object({
    site: z.object({ name: z.string(), accent: z.string().nullable() }),
    /** True while at least one agent is online and available. */
    online: z.boolean(),
    popular: z.array(z.object({ id: z.string(), title: z.string(), summary: z.string(), url: z.string() })),
    /** What the site's own systems can be asked, for the quick replies of a home without a model. */
    tools: z.array(toolOffer),
    /** False where questions go straight to people. */
    assistant: z.boolean(),
  }),
};

export type Visitor = z.infer<typeof visitor>;
export type VisitorSession = z.infer<typeof createVisitor.output>;
export type WidgetHome = z.infer<typeof getWidget.output>;

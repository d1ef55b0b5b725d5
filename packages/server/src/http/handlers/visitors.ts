import { KotaeError } from "@kotae/sdk/errors";
import { adopt } from "../../conversations/index.ts";
import { findSite, identify, toVisitor, updateVisitor, visitorById, welcome } from "../../identity/index.ts";
import { adoptVotes, popularArticles, readerAt } from "../../knowledge/index.ts";
import { adoptQuestions } from "../../questions/index.ts";
import { assistantSettings } from "../../settings/index.ts";
import { offerOf, toolsFor } from "../../tools/index.ts";
import type { Handlers } from "../context.ts";
import { languageOf } from "../language.ts";

type Names = "createVisitor" | "getVisitor" | "updateVisitor" | "getWidget";

export const visitorHandlers: Pick<Handlers, Names> = {
  async createVisitor(context, input) {
    const { storage, tokens } = context;
    const site = await findSite(storage.db, input.siteKey);
    const request = { site, locale: input.locale, identityToken: input.identityToken, now: context.now() };
    // both are checked before the transaction: they take their time, and others' writes would wait
    const identity = await identify(request);
    const before = input.token === undefined ? undefined : await tokens.read(input.token).catch(() => undefined);
    const visitor = await context.act(async (act) => {
      const { visitor, leaves } = await welcome(act, request, identity, before);
      if (leaves !== undefined) {
        await adopt(act.db, leaves, visitor.id);
        await adoptQuestions(act.db, leaves, visitor.id);
        await adoptVotes(act.db, leaves, visitor.id);
      }
      return visitor;
    });
    const { token, expiresAt } = await tokens.sign({ visitorId: visitor.id, siteId: site.id });
    return { token, expiresAt: new Date(expiresAt).toISOString(), visitor };
  },

  async getVisitor({ storage, visitor }) {
    const row = await visitorById(storage.db, visitor.id);
    if (!row) throw new KotaeError("token_invalid", "This visitor is gone.", { hint: "Create a new visitor session." });
    return toVisitor(row);
  },

  updateVisitor: (context, input) => context.act((act) => updateVisitor(act, context.visitor, input)),

  async getWidget({ storage, isSomeoneThere, mail }, { site: key, lang: wanted }) {
    const site = await findSite(storage.db, key);
    const lang = languageOf(wanted, site.locale);
    const popular = await popularArticles(storage.db, lang, {
      ...(await readerAt(storage.db, site.id)),
      limit: 5,
    });
    return {
      site: { name: site.name, accent: site.accent },
      online: isSomeoneThere(),
      popular,
      tools: (await toolsFor(storage.db, site.id, mail !== undefined)).map((tool) => offerOf(tool, lang)),
      assistant: (await assistantSettings(storage.db, site.id)).enabled,
    };
  },
};

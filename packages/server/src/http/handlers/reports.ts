import { mask } from "../../assistant/index.ts";
import { findSite } from "../../identity/index.ts";
import { noteFormVisit, report, reportCsv } from "../../insights/index.ts";
import type { Handlers } from "../context.ts";
import { acceptedTags, languageOf } from "../language.ts";

type Names = "getReport" | "recordDeflection";

export const reportsHandlers: Pick<Handlers, Names> = {
  async getReport(context, input) {
    const found = await report(context.storage.db, input, context.now());
    if (input.format === "csv") {
      // a spreadsheet takes a file for UTF-8 only where it begins with this mark
      const text = `\ufeff${reportCsv(found)}`;
      context.instead({ type: "text/csv; charset=utf-8", name: `${found.name}-${found.from}-${found.to}.csv`, text });
    }
    return found;
  },

  async recordDeflection(context, input) {
    const site = await findSite(context.storage.db, input.site);
    return context.act((act) =>
      noteFormVisit(act, {
        ...input,
        siteId: site.id,
        lang: languageOf(input.lang, ...acceptedTags(context.acceptLanguage)),
        q: input.q === undefined ? undefined : mask(input.q),
      }),
    );
  },
};

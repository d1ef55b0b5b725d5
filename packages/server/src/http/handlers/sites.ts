import {
  changeSite,
  createDesk,
  createSite,
  listDesks,
  listSites,
  renameDesk,
  type SiteRow,
} from "../../identity/index.ts";
import { bumpVersion } from "../../knowledge/index.ts";
import type { Handlers } from "../context.ts";

type Names = "listSites" | "createSite" | "updateSite" | "listDesks" | "createDesk" | "updateDesk";

export const siteHandlers: Pick<Handlers, Names> = {
  async listSites({ storage }) {
    return { items: (await listSites(storage.db)).map(toSite), nextCursor: null };
  },
  async createSite(context, input) {
    let shown = "";
    const site = await context.act(async (act) => {
      const row = await createSite(act, input);
      shown = row.identity_secret;
      return toSite(row);
    });
    await context.refreshSites();
    // not part of what is kept under the key: a repeat does not show it again
    return { ...site, identitySecret: shown };
  },
  updateSite: ({ act }, input) =>
    act(async (deed) => {
      const site = await changeSite(deed, input);
      // another desk has other articles: whoever keeps a copy of them must look again
      if (input.deskId !== undefined) await bumpVersion(deed.db);
      return toSite(site);
    }),
  async listDesks({ storage }) {
    const desks = await listDesks(storage.db);
    return { items: desks.map(({ id, key, name }) => ({ id, key, name })), nextCursor: null };
  },
  createDesk: ({ act }, input) => act((deed) => createDesk(deed, input)),
  updateDesk: ({ act }, input) => act((deed) => renameDesk(deed, input)),
};

const toSite = ({ id, key, name, locale, accent, desk_id: deskId }: SiteRow) => ({
  id,
  key,
  name,
  locale,
  accent,
  deskId,
});

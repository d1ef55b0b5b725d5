import { listSites } from "../../identity/index.ts";
import type { Handlers } from "../context.ts";
import { notBuilt } from "./not-built.ts";

type Names = "listSites" | "updateSite" | "listDesks" | "createDesk";

export const siteHandlers: Pick<Handlers, Names> = {
  async listSites({ storage }) {
    const sites = await listSites(storage.db);
    return {
      items: sites.map(({ id, key, name, locale, accent, desk_id: deskId }) => ({
        id,
        key,
        name,
        locale,
        accent,
        deskId,
      })),
      nextCursor: null,
    };
  },
  updateSite: notBuilt,
  listDesks: notBuilt,
  createDesk: notBuilt,
};

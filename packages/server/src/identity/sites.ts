import { KotaeError } from "@kotae/sdk/errors";
import type { Desk, Parsed } from "@kotae/sdk/schema";
import type { Act } from "../act.ts";
import { isDuplicate } from "../storage/index.ts";
import * as store from "./store.ts";

/** Changes what is given of a site; throws `not_found`, and `invalid_input` where the desk is none. */
export async function changeSite(act: Act, { id, deskId, ...given }: Parsed<"updateSite">): Promise<store.SiteRow> {
  if (deskId != null && !(await store.deskById(act.db, deskId))) {
    const message = "must be the id of a desk";
    throw new KotaeError("invalid_input", `deskId ${message}.`, { errors: [{ path: "deskId", message }] });
  }
  const change = {
    ...(given.name === undefined ? {} : { name: given.name }),
    ...(given.locale === undefined ? {} : { locale: given.locale }),
    ...(given.accent === undefined ? {} : { accent: given.accent }),
    ...(deskId === undefined ? {} : { desk_id: deskId }),
  };
  const site =
    Object.keys(change).length === 0 ? await store.siteById(act.db, id) : await store.updateSite(act.db, id, change);
  if (!site) throw new KotaeError("not_found", "There is no such site.");
  return site;
}

/** Makes a desk; throws `conflict` where its key is taken. */
export async function createDesk(act: Act, { key, name }: Parsed<"createDesk">): Promise<Desk> {
  const desk = { id: act.newId(), key, name };
  try {
    await store.insertDesk(act.db, { ...desk, created_at: act.now });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    throw new KotaeError("conflict", `There is a desk called “${key}” already.`, { hint: "Choose another key." });
  }
  return desk;
}

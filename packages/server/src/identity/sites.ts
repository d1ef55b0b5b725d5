import { randomUUID } from "node:crypto";
import { KotaeError } from "@kotae/sdk/errors";
import type { Desk, Parsed } from "@kotae/sdk/schema";
import type { Act } from "../act.ts";
import { isDuplicate } from "../storage/index.ts";
import * as store from "./store.ts";
import { newSecret } from "./tokens.ts";

/** Stores a new site under a key nobody can guess from another; throws `invalid_input` where its desk is none. */
export async function createSite(
  act: Act,
  { name, locale, accent, deskId = null }: Omit<Parsed<"createSite">, "deskId"> & { deskId?: string | null },
): Promise<store.SiteRow> {
  await checkDesk(act, deskId);
  const site = {
    ...{ id: act.newId(), key: randomUUID(), name, locale, accent, desk_id: deskId },
    identity_secret: newSecret(),
    created_at: act.now,
  };
  await store.insertSite(act.db, site);
  return site;
}

/** Changes what is given of a site; throws `not_found`, and `invalid_input` where the desk is none. */
export async function changeSite(act: Act, { id, deskId, ...given }: Parsed<"updateSite">): Promise<store.SiteRow> {
  await checkDesk(act, deskId);
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

async function checkDesk(act: Act, deskId: string | null | undefined): Promise<void> {
  if (deskId == null || (await store.deskById(act.db, deskId))) return;
  const message = "must be the id of a desk";
  throw new KotaeError("invalid_input", `deskId ${message}.`, { errors: [{ path: "deskId", message }] });
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

/** Gives a desk another name; its key stays. Throws `not_found`. */
export async function renameDesk(act: Act, { id, name }: Parsed<"updateDesk">): Promise<Desk> {
  const desk = await store.updateDesk(act.db, id, { name });
  if (!desk) throw new KotaeError("not_found", "There is no such desk.");
  return { id: desk.id, key: desk.key, name: desk.name };
}

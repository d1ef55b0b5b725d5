import { type Actor, listSites, type SiteRow, siteById, siteByKey } from "../identity/index.ts";
import type { Db } from "../storage/index.ts";
import type { Audience } from "./store.ts";

/**
 * Who reads. An agent may read everything; a visitor what is published, public, and for everybody or for their site
 * and its desk. Without a site that is what is for everybody.
 */
export type Reader = { audience: Audience; siteId?: string | null | undefined; deskId?: string | null | undefined };

/**
 * The reader somebody is: an agent, the visitor of a site, or the public, who see what the help centre shows.
 *
 * Somebody without a session may say by its key which site's page they are on; an unknown key names none.
 */
export async function readerOf(db: Db, actor: Actor, siteKey?: string): Promise<Reader> {
  if (actor.kind === "agent") return { audience: "agent" };
  if (actor.kind === "visitor") return readerAt(db, actor.siteId);
  return siteKey === undefined ? publicReader(db) : readerWhere(await siteByKey(db, siteKey));
}

/** A visitor of a site; one that is not there has only what is for everybody. */
export async function readerAt(db: Db, siteId: string): Promise<Reader> {
  return readerWhere(await siteById(db, siteId));
}

/** Who reads the help centre: a visitor of the first site, as its pages belong to that one. */
export async function publicReader(db: Db): Promise<Reader> {
  const [first] = await listSites(db);
  return readerWhere(first);
}

const readerWhere = (site: SiteRow | undefined): Reader => ({
  audience: "visitor",
  siteId: site?.id ?? null,
  deskId: site?.desk_id ?? null,
});

export const asAgent: Reader = { audience: "agent" };

import type { Agent, Attributes, Visitor } from "@kotae/sdk/schema";
import type { Insertable, Selectable, Updateable } from "kysely";
import type { Db, Tables } from "../storage/index.ts";

export type AgentRow = Selectable<Tables["agents"]>;
export type VisitorRow = Selectable<Tables["visitors"]>;
export type SiteRow = Selectable<Tables["sites"]>;

export const insertSite = (db: Db, site: Insertable<Tables["sites"]>) => db.insertInto("sites").values(site).execute();

export const siteByKey = (db: Db, key: string) =>
  db.selectFrom("sites").selectAll().where("key", "=", key).executeTakeFirst();

export const siteById = (db: Db, id: string) =>
  db.selectFrom("sites").selectAll().where("id", "=", id).executeTakeFirst();

export const updateSite = (db: Db, id: string, change: Updateable<Tables["sites"]>) =>
  db.updateTable("sites").set(change).where("id", "=", id).returningAll().executeTakeFirst();

export const listDesks = (db: Db) => db.selectFrom("desks").selectAll().orderBy("name").orderBy("id").execute();

export const deskById = (db: Db, id: string) =>
  db.selectFrom("desks").selectAll().where("id", "=", id).executeTakeFirst();

export const updateDesk = (db: Db, id: string, change: Updateable<Tables["desks"]>) =>
  db.updateTable("desks").set(change).where("id", "=", id).returningAll().executeTakeFirst();

export const insertDesk = (db: Db, desk: Insertable<Tables["desks"]>) => db.insertInto("desks").values(desk).execute();

export const listSites = (db: Db) => db.selectFrom("sites").selectAll().orderBy("created_at").orderBy("id").execute();

export const insertAgent = (db: Db, agent: Insertable<Tables["agents"]>) =>
  db.insertInto("agents").values(agent).execute();

export const agentByEmail = (db: Db, email: string) =>
  db.selectFrom("agents").selectAll().where("email", "=", email).executeTakeFirst();

export const agentById = (db: Db, id: string) =>
  db.selectFrom("agents").selectAll().where("id", "=", id).executeTakeFirst();

export const listAgents = (db: Db) => db.selectFrom("agents").selectAll().orderBy("name").orderBy("id").execute();

export const updateAgent = (db: Db, id: string, change: Updateable<Tables["agents"]>) =>
  db.updateTable("agents").set(change).where("id", "=", id).returningAll().executeTakeFirst();

export const countAdmins = async (db: Db) =>
  Number(
    (
      await db
        .selectFrom("agents")
        .select((eb) => eb.fn.countAll().as("count"))
        .where("role", "=", "admin")
        .executeTakeFirstOrThrow()
    ).count,
  );

/** Those of the agents who could be given a ticket now, and when they were last. */
export const reachableAgents = (db: Db, now: number) =>
  db
    .selectFrom("agents")
    .select(["id", "name", "last_assigned_at"])
    .where("available", "=", 1)
    .where("online_until", ">", now)
    .execute();

export const insertSession = (db: Db, session: Insertable<Tables["sessions"]>) =>
  db.insertInto("sessions").values(session).execute();

/** The agent behind a session that has not expired. */
export const agentOfSession = (db: Db, tokenHash: string, now: number) =>
  db
    .selectFrom("sessions")
    .innerJoin("agents", "agents.id", "sessions.agent_id")
    .selectAll("agents")
    .select("sessions.expires_at")
    .where("token_hash", "=", tokenHash)
    .where("expires_at", ">", now)
    .executeTakeFirst();

export const deleteSession = (db: Db, tokenHash: string) =>
  db.deleteFrom("sessions").where("token_hash", "=", tokenHash).execute();

export const deleteSessionsOf = (db: Db, agentId: string, except = "") =>
  db.deleteFrom("sessions").where("agent_id", "=", agentId).where("token_hash", "!=", except).execute();

export const deleteExpiredSessions = (db: Db, now: number) =>
  db.deleteFrom("sessions").where("expires_at", "<=", now).execute();

export const insertVisitor = (db: Db, visitor: Insertable<Tables["visitors"]>) =>
  db.insertInto("visitors").values(visitor).returningAll().executeTakeFirstOrThrow();

export const visitorById = (db: Db, id: string) =>
  db.selectFrom("visitors").selectAll().where("id", "=", id).executeTakeFirst();

export const visitorsById = (db: Db, ids: readonly string[]) =>
  ids.length === 0 ? Promise.resolve([]) : db.selectFrom("visitors").selectAll().where("id", "in", ids).execute();

export const visitorByExternalId = (db: Db, siteId: string, externalId: string) =>
  db
    .selectFrom("visitors")
    .selectAll()
    .where("site_id", "=", siteId)
    .where("external_id", "=", externalId)
    .executeTakeFirst();

export const updateVisitor = (db: Db, id: string, change: Updateable<Tables["visitors"]>) =>
  db.updateTable("visitors").set(change).where("id", "=", id).returningAll().executeTakeFirst();

export function toAgent(row: AgentRow, now: number): Agent {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    role: row.role,
    available: row.available === 1,
    online: row.online_until > now,
  };
}

/** What is known of a visitor; where a signed and an unsigned attribute differ, the signed one stands. */
export function attributesOf(row: Pick<VisitorRow, "attributes" | "signed_attributes">): Attributes {
  return { ...(JSON.parse(row.attributes) as Attributes), ...(JSON.parse(row.signed_attributes) as Attributes) };
}

export function toVisitor(row: VisitorRow): Visitor {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    externalId: row.external_id,
    verified: row.verified === 1,
    locale: row.locale,
    attributes: attributesOf(row),
  };
}

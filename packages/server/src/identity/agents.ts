import { KotaeError } from "@kotae/sdk/errors";
import type { Agent, Parsed, Role } from "@kotae/sdk/schema";
import type { Act } from "../act.ts";
import { type Db, isDuplicate } from "../storage/index.ts";
import type { AgentActor } from "./actor.ts";
import { hashPassword, isPassword } from "./password.ts";
import * as store from "./store.ts";
import { digest, newSecret } from "./tokens.ts";

const sessionDays = 14;

/** The agent behind an email and password; throws `credentials_wrong`, the same whichever of the two is wrong. */
export async function checkPassword(db: Db, email: string, password: string): Promise<store.AgentRow> {
  const agent = await store.agentByEmail(db, email.trim().toLowerCase());
  const right = await isPassword(password, agent?.password_hash);
  if (agent && right) return agent;
  throw new KotaeError("credentials_wrong", "The email or the password is wrong.", {
    hint: "An admin can set a new password with `kotae agent add <email>`.",
  });
}

/** Opens a session: the secret goes into the cookie, its digest into the database. */
export async function openSession(
  act: Act,
  agent: store.AgentRow,
): Promise<{ secret: string; expiresAt: number; agent: Agent }> {
  const secret = newSecret();
  const expiresAt = act.now + sessionDays * 86_400_000;
  await store.deleteExpiredSessions(act.db, act.now);
  await store.insertSession(act.db, {
    token_hash: digest(secret),
    agent_id: agent.id,
    created_at: act.now,
    expires_at: expiresAt,
  });
  return { secret, expiresAt, agent: store.toAgent(agent, act.now) };
}

/** Whose session this is, or undefined where it is unknown or over. */
export async function findSession(db: Db, secret: string, now: number) {
  const row = await store.agentOfSession(db, digest(secret), now);
  if (!row) return undefined;
  const actor: AgentActor = { kind: "agent", id: row.id, name: row.name, role: row.role };
  return { actor, agent: store.toAgent(row, now), expiresAt: row.expires_at };
}

export const closeSession = (act: Act, secret: string) => store.deleteSession(act.db, digest(secret));

/** Adds an agent; hash the password first (`hashPassword`): it takes too long for a transaction. */
export async function addAgent(
  act: Act,
  draft: { email: string; name: string; role: Role; passwordHash: string },
): Promise<Agent> {
  const row = {
    id: act.newId(),
    email: draft.email,
    name: draft.name,
    role: draft.role,
    password_hash: draft.passwordHash,
    available: 1,
    online_until: 0,
    last_assigned_at: 0,
    created_at: act.now,
  };
  try {
    await store.insertAgent(act.db, row);
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    throw new KotaeError("conflict", "There is already an agent with this email.", {
      errors: [{ path: "email", message: "is already in use" }],
      cause: error,
    });
  }
  return store.toAgent(row, act.now);
}

/**
 * Changes an agent. Everybody may change their own name, availability and password; an admin may change anyone's, and roles.
 *
 * A new password ends every other session of that agent. The last admin stays one.
 */
export async function changeAgent(
  act: Act,
  actor: AgentActor,
  change: Omit<Parsed<"updateAgent">, "password">,
  security: { passwordHash?: string | undefined; keepSession?: string | undefined } = {},
): Promise<Agent> {
  const id = change.id === "me" ? actor.id : change.id;
  if (id !== actor.id && actor.role !== "admin")
    throw new KotaeError("forbidden", "Only an admin may change other agents.");
  if (change.role !== undefined && actor.role !== "admin")
    throw new KotaeError("forbidden", "Only an admin may change roles.");
  if (change.role === "agent" && (await isLastAdmin(act.db, id))) {
    throw new KotaeError("conflict", "This is the last admin.", { hint: "Make somebody else an admin first." });
  }
  const updated = await store.updateAgent(act.db, id, {
    ...(change.name === undefined ? {} : { name: change.name }),
    ...(change.available === undefined ? {} : { available: change.available ? 1 : 0 }),
    ...(change.role === undefined ? {} : { role: change.role }),
    ...(security.passwordHash === undefined ? {} : { password_hash: security.passwordHash }),
    // an update of nothing is no SQL
    id,
  });
  if (!updated) throw new KotaeError("not_found", "There is no such agent.");
  if (security.passwordHash !== undefined) {
    await store.deleteSessionsOf(act.db, id, security.keepSession === undefined ? "" : digest(security.keepSession));
  }
  return store.toAgent(updated, act.now);
}

async function isLastAdmin(db: Db, id: string): Promise<boolean> {
  const agent = await store.agentById(db, id);
  return agent?.role === "admin" && (await store.countAdmins(db)) === 1;
}

/** Sets an agent's password without a session, as the command line does; undefined where nobody has that email. */
export async function resetPassword(act: Act, email: string, passwordHash: string): Promise<Agent | undefined> {
  const agent = await store.agentByEmail(act.db, email);
  if (!agent) return undefined;
  await store.updateAgent(act.db, agent.id, { password_hash: passwordHash });
  await store.deleteSessionsOf(act.db, agent.id);
  return store.toAgent(agent, act.now);
}

/** Notes that an agent's console is connected for at least `forMillis` more, or gone (0). */
export const setPresence = (act: Act, agentId: string, forMillis: number) =>
  store.updateAgent(act.db, agentId, { online_until: forMillis === 0 ? 0 : act.now + forMillis });

export { hashPassword, isPassword };

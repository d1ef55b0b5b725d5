import { KotaeError } from "@kotae/sdk/errors";
import {
  addAgent,
  changeAgent,
  checkPassword,
  closeSession,
  findSession,
  hashPassword,
  listAgents,
  openSession,
  toAgent,
} from "../../identity/index.ts";
import { writeCookie } from "../auth.ts";
import type { Handlers } from "../context.ts";

type Names = "createSession" | "getSession" | "deleteSession" | "listAgents" | "createAgent" | "updateAgent";

export const agentHandlers: Pick<Handlers, Names> = {
  async createSession(context, { email, password }) {
    const row = await checkPassword(context.storage.db, email, password);
    const { secret, expiresAt, agent } = await context.act((act) => openSession(act, row));
    context.header("set-cookie", writeCookie(secret, expiresAt, context.config.publicUrl.startsWith("https:")));
    return { agent, expiresAt: new Date(expiresAt).toISOString() };
  },

  async getSession({ storage, session, now }) {
    const found = session === undefined ? undefined : await findSession(storage.db, session, now());
    if (!found) throw new KotaeError("unauthorized", "This session is over.", { hint: "Log in again." });
    return { agent: found.agent, expiresAt: new Date(found.expiresAt).toISOString() };
  },

  async deleteSession(context) {
    const { session } = context;
    if (session !== undefined) await context.act((act) => closeSession(act, session).then(() => ({})));
    context.header("set-cookie", writeCookie(undefined, 0, context.config.publicUrl.startsWith("https:")));
    return {};
  },

  async listAgents({ storage, now }) {
    const rows = await listAgents(storage.db);
    return { items: rows.map((row) => toAgent(row, now())), nextCursor: null };
  },

  async createAgent(context, { email, name, role, password }) {
    const passwordHash = await hashPassword(password);
    return context.act((act) => addAgent(act, { email, name, role, passwordHash }));
  },

  async updateAgent(context, { password, ...change }) {
    const passwordHash = password === undefined ? undefined : await hashPassword(password);
    const agent = await context.act((act) =>
      changeAgent(act, context.agent, change, { passwordHash, keepSession: context.session }),
    );
    await context.refreshPresence();
    return agent;
  },
};

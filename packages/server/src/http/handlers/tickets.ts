import { read } from "../../conversations/index.ts";
import {
  assign,
  change,
  counts,
  create,
  get,
  list,
  post,
  setStatus,
  type TicketJoin,
  toTicket,
  toTicketRow,
} from "../../tickets/index.ts";
import type { Context, Handlers } from "../context.ts";
import { fromCursor, toPage } from "../cursor.ts";
import { orFirst } from "../repeat.ts";

type Names =
  | "listTickets"
  | "countTickets"
  | "createTicket"
  | "getTicket"
  | "updateTicket"
  | "postTicketMessage"
  | "assignTicket"
  | "setTicketStatus"
  | "listTicketEvents";

const present = (context: Context, row: TicketJoin) => toTicket(row, context.isVisitorOnline);

export const ticketHandlers: Pick<Handlers, Names> = {
  async listTickets({ storage, agent }, { limit, cursor, view, status, q }) {
    const rows = await list(storage.db, {
      view,
      status,
      q,
      agentId: agent.id,
      limit: limit + 1,
      after: fromCursor(cursor),
    });
    return toPage(rows, limit, toTicketRow);
  },

  countTickets: ({ storage, agent }) => counts(storage.db, agent.id),

  createTicket: (context, input) =>
    context.act(async (act) => present(context, await create(act, context.agent, input))),

  getTicket: async (context, { id }) => present(context, await get(context.storage.db, id)),

  updateTicket: (context, input) =>
    context.act(async (act) => present(context, await change(act, context.agent, input))),

  postTicketMessage: (context, input) => orFirst(context, () => context.act((act) => post(act, context.agent, input))),

  assignTicket: (context, input) =>
    context.act(async (act) => present(context, await assign(act, context.agent, input))),

  setTicketStatus: (context, input) =>
    context.act(async (act) => present(context, await setStatus(act, context.agent, input))),

  async listTicketEvents({ storage, agent }, { id, after, cursor, limit }) {
    const { conversation_id } = await get(storage.db, id);
    return read(storage.db, agent, conversation_id, Math.max(after, Number(cursor) || 0), limit);
  },
};

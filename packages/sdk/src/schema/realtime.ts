import * as z from "zod";
import type { Author, Message } from "./message.ts";
import { id, text } from "./shared.ts";
import type { TicketRow, VisitorTicket } from "./ticket.ts";

/** Raised when a client of the older number can no longer be understood. */
export const protocolVersion = 1;

const seq = z.number().int().min(0);
const resume = z
  .record(id, seq)
  .refine((value) => Object.keys(value).length <= 200, "must name at most 200 conversations");

/** Everything a client may send; the first frame must be `hello`. */
export const clientFrame = z.discriminatedUnion("t", [
  z.object({
    t: z.literal("hello"),
    /** A visitor's token; agents leave it out and are known by their cookie. */
    token: text(8_192).optional(),
    /** The last `seq` held of each conversation: what came since is sent first. */
    resume: resume.optional(),
  }),
  /** Follow these conversations as well, from these numbers on. */
  z.object({ t: z.literal("subscribe"), resume }),
  z.object({ t: z.literal("unsubscribe"), ids: z.array(id).max(200) }),
  z.object({ t: z.literal("typing"), conversationId: id, on: z.boolean() }),
  z.object({ t: z.literal("read"), conversationId: id, seq }),
  /** Agents only: the ticket on screen, or null. */
  z.object({ t: z.literal("viewing"), ticketId: id.nullable(), writing: z.boolean().default(false) }),
  z.object({ t: z.literal("ping") }),
]);

export type ClientFrame = z.infer<typeof clientFrame>;

export type Viewer = { id: string; name: string; writing: boolean };

/** Everything the server may send. A client ignores a `t` it does not know. */
export type ServerFrame =
  | { t: "ready"; v: number; you: { kind: "visitor" | "agent"; id: string }; heartbeatSeconds: number }
  | { t: "message"; conversationId: string; message: Message }
  /** Agents get the inbox line; a visitor gets its own view of the ticket. */
  | { t: "ticket"; conversationId: string; ticket: TicketRow | VisitorTicket }
  | { t: "typing"; conversationId: string; who: Author; on: boolean }
  | { t: "read"; conversationId: string; by: "visitor" | "agent"; seq: number }
  | { t: "viewing"; ticketId: string; agents: Viewer[] }
  /** Agents hear who is online; a visitor hears whether anybody is. */
  | { t: "presence"; online: boolean; agentIds?: string[] }
  /**
   * A piece of an answer that is still being written; the `message` that follows is what counts. With `reset`, what was
   * said of it so far does not count any more, and another one begins with this piece.
   */
  | { t: "delta"; conversationId: string; text: string; reset?: true }
  /** Too much was missed: read this conversation again over HTTP. */
  | { t: "reset"; conversationId: string }
  | { t: "pong" }
  | { t: "error"; code: string; detail: string };

/** Why the server closes a socket. */
export const closeCodes = {
  /** A frame that is no JSON, unknown, or too large. */
  badFrame: 4400,
  /** No hello in time, or a token that is forged or expired. */
  unauthorized: 4401,
  /** More frames or sockets than one client may have. */
  tooMany: 4429,
  /** The client reads more slowly than it is written to; reconnect and resume. */
  tooSlow: 4408,
  /** The server is going away; reconnect and resume. */
  goingAway: 1012,
} as const;

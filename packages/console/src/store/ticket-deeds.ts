import { mayMove } from "@kotae/sdk";
import type { Agent, Priority, Status, Ticket } from "@kotae/sdk/schema";
import type { Signal } from "@preact/signals";
import type { Desk } from "./desk.ts";
import { failureWords, isSessionOver } from "./failure.ts";

/** What an agent can do to a ticket besides writing; each shows at once and steps back where the server refuses. */
export type TicketDeeds = {
  setStatus(status: Status): Promise<boolean>;
  setPriority(priority: Priority): Promise<boolean>;
  setSubject(subject: string): Promise<boolean>;
  assign(to: Pick<Agent, "id" | "name"> | null): Promise<boolean>;
};

type Options = { desk: Desk; ticket: Signal<Ticket | undefined>; accept(ticket: Ticket): void };

/** The deeds on the ticket that `ticket` holds. */
export function ticketDeeds({ desk, ticket, accept }: Options): TicketDeeds {
  const { client, toasts, inbox } = desk;

  /** Gives whether the server took it; a ticket that changed meanwhile keeps everything but these fields. */
  async function attempt(change: Partial<Ticket>, call: () => Promise<Ticket>): Promise<boolean> {
    const before = ticket.peek();
    if (!before) return false;
    ticket.value = { ...before, ...change };
    try {
      accept(await call());
      return true;
    } catch (error) {
      const now = ticket.peek();
      if (now) {
        const old = Object.fromEntries(Object.keys(change).map((key) => [key, before[key as keyof Ticket]]));
        ticket.value = { ...now, ...old };
        inbox.merge(ticket.value);
      }
      const words = desk.words.peek();
      // the log-in that now comes up says what happened
      if (!isSessionOver(error)) toasts.warn(words.toast.notSaved(failureWords(error, words)));
      return false;
    }
  }

  async function setStatus(status: Status, isUndo = false): Promise<boolean> {
    const before = ticket.peek();
    if (!before || before.status === status) return false;
    const done = await attempt({ status }, () => client.setTicketStatus({ id: before.id, status }));
    const words = desk.words.peek();
    // nothing can become new again
    const back = before.status === "new" ? "open" : before.status;
    const undo = mayMove(status, back) ? () => void setStatus(back, true) : undefined;
    if (done && !isUndo) toasts.say(words.toast.status(before.number, words.status[status]), undo);
    return done;
  }

  async function assign(to: Pick<Agent, "id" | "name"> | null, isUndo = false): Promise<boolean> {
    const before = ticket.peek();
    if (!before || (before.assignee?.id ?? null) === (to?.id ?? null)) return false;
    const assignee = to && { kind: "agent" as const, id: to.id, name: to.name };
    const done = await attempt({ assignee }, () => client.assignTicket({ id: before.id, agentId: to?.id ?? null }));
    if (done && !isUndo) {
      const { toast } = desk.words.peek();
      const said =
        to === null
          ? toast.unassigned(before.number)
          : to.id === desk.me.peek().id
            ? toast.assignedMe(before.number)
            : toast.assigned(before.number, to.name);
      const old = before.assignee?.id ? { id: before.assignee.id, name: before.assignee.name ?? "" } : null;
      toasts.say(said, () => void assign(old, true));
    }
    return done;
  }

  return {
    setStatus: (status) => setStatus(status),
    assign: (to) => assign(to),
    async setPriority(priority) {
      const before = ticket.peek();
      if (!before || before.priority === priority) return false;
      return attempt({ priority }, () => client.updateTicket({ id: before.id, priority }));
    },
    async setSubject(subject) {
      const before = ticket.peek();
      const next = subject.trim();
      if (!before || next === "" || next === before.subject) return false;
      return attempt({ subject: next }, () => client.updateTicket({ id: before.id, subject: next }));
    },
  };
}

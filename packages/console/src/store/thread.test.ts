import { KotaeError } from "@kotae/sdk";
import { describe, expect, it, vi } from "vitest";
import { aDesk, aiko, aMessage, aRow, aTicket, kenji, settled } from "../fakes.ts";
import { ThreadModel } from "./thread.ts";

async function aThread(change: Parameters<typeof aDesk>[0] = {}) {
  const setup = aDesk({
    getTicket: async () => aTicket(),
    listTicketEvents: async () => ({ items: [aMessage(1, "a"), aMessage(2, "b")], nextCursor: null, lastSeq: 2 }),
    ...change,
  });
  const thread = new ThreadModel(setup.desk, "t1");
  await settled();
  return { ...setup, thread };
}

describe("a ticket on screen", () => {
  it("counts what is not seen yet, and marks it read once it is", async () => {
    const { thread, link } = await aThread();
    link.messages([aMessage(3, "c")]);
    expect(thread.unseen.value).toBe(3);
    thread.markSeen();
    expect(thread.unseen.value).toBe(0);
    expect(thread.ticket.value?.agentReadSeq).toBe(3);
    expect(link.sent).toContainEqual({ t: "read", conversationId: "c1", seq: 3 });
  });

  it("marks read over HTTP while there is no socket", async () => {
    const markRead = vi.fn(async () => ({ seq: 2 }));
    const { thread, link } = await aThread({ markRead });
    link.state("polling");
    thread.markSeen();
    expect(markRead).toHaveBeenCalledWith({ id: "c1", seq: 2 });
  });

  it("shows the visitor typing until they stop, or are silent", async () => {
    const { thread, link, clock } = await aThread();
    const typing = (on: boolean) =>
      link.frame({ t: "typing", conversationId: "c1", who: { kind: "visitor", id: "mika", name: "Mika" }, on });
    typing(true);
    expect(thread.isTyping.value).toBe(true);
    clock.turn(7_000);
    expect(thread.isTyping.value).toBe(false);
    typing(true);
    link.messages([aMessage(3, "Here")]);
    expect(thread.isTyping.value).toBe(false);
  });

  it("shows who else is there, but not me", async () => {
    const { thread, link } = await aThread();
    const agents = [aiko, kenji].map(({ id, name }) => ({ id, name, writing: false }));
    link.frame({ t: "viewing", ticketId: "t1", agents });
    expect(thread.viewers.value.map(({ id }) => id)).toEqual(["kenji"]);
  });

  it("tells again and again that it is looked at, and at last that it no longer is", async () => {
    const { thread, link, clock } = await aThread();
    const viewing = () => link.sent.filter((frame) => (frame as { t: string }).t === "viewing");
    clock.turn(31_000);
    expect(viewing()).toHaveLength(3);
    thread[Symbol.dispose]();
    expect(viewing().at(-1)).toEqual({ t: "viewing", ticketId: null, writing: false });
  });

  it("takes a newer line and refuses an older one", async () => {
    const { thread, link } = await aThread();
    const row = (subject: string, updatedAt: string) => ({
      t: "ticket" as const,
      conversationId: "c1",
      ticket: aRow({ subject, updatedAt }),
    });
    link.frame(row("Newer", "2026-03-04T11:45:00Z"));
    link.frame(row("Older", "2026-03-04T11:40:00Z"));
    expect(thread.ticket.value?.subject).toBe("Newer");
    expect(thread.ticket.value?.customer.attributes).toEqual({});
  });

  it("remembers when the visitor was seen reading", async () => {
    const { thread, link } = await aThread();
    link.frame({ t: "read", conversationId: "c1", by: "visitor", seq: 2 });
    expect(thread.ticket.value?.visitorReadSeq).toBe(2);
    expect(thread.seenAt.value).toBe("2026-03-04T12:00:00.000Z");
  });
});

describe("a deed", () => {
  it("shows at once, says what it did and can be undone", async () => {
    const setTicketStatus = vi.fn(async ({ status }) => aTicket({ status, updatedAt: "2026-03-04T12:00:00Z" }));
    const { thread, desk } = await aThread({ setTicketStatus });
    const done = thread.deeds.setStatus("resolved");
    expect(thread.ticket.value?.status).toBe("resolved");
    await done;
    const toast = desk.toasts.items.value[0];
    expect(toast?.text).toBe("#1042 is resolved.");
    toast?.undo?.();
    await settled();
    expect(setTicketStatus).toHaveBeenLastCalledWith({ id: "t1", status: "open" });
    expect(thread.ticket.value?.status).toBe("open");
  });

  it("steps back where the server refuses, and says why", async () => {
    const { thread, desk } = await aThread({
      setTicketStatus: async () => {
        throw new KotaeError("status_refused", "No.");
      },
    });
    await thread.deeds.setStatus("closed");
    expect(thread.ticket.value?.status).toBe("open");
    expect(desk.toasts.items.value[0]).toMatchObject({ tone: "bad" });
  });
});

import { describe, expect, it, vi } from "vitest";
import { aDesk, aRow, settled } from "../fakes.ts";
import { leaveMs } from "./inbox.ts";
import { firstQuery } from "./place.ts";

const resolved = aRow({ status: "resolved", updatedAt: "2026-03-04T11:50:00Z" });
const newcomer = aRow({ id: "t2", updatedAt: "2026-03-04T11:55:00Z" });

async function anInbox(items = [aRow()], nextCursor: string | null = null) {
  const listTickets = vi.fn(async () => ({ items, nextCursor }));
  const setup = aDesk({ listTickets });
  setup.desk.inbox.show(firstQuery);
  await settled();
  return { ...setup, inbox: setup.desk.inbox, listTickets };
}
const frame = (ticket: ReturnType<typeof aRow>) => ({
  t: "ticket" as const,
  conversationId: ticket.conversationId,
  ticket,
});

describe("the inbox", () => {
  it("puts a new ticket at the top and lets one that no longer belongs fade away", async () => {
    const { inbox, link, clock } = await anInbox();
    link.frame(frame(newcomer));
    expect(inbox.rows.value.map(({ id }) => id)).toEqual(["t2", "t1"]);
    expect(inbox.arrived.value.has("t2")).toBe(true);
    link.frame(frame(resolved));
    expect(inbox.leaving.value.has("t1")).toBe(true);
    expect(inbox.rows.value).toHaveLength(2);
    clock.turn(leaveMs);
    expect(inbox.rows.value.map(({ id }) => id)).toEqual(["t2"]);
  });

  it("keeps a ticket whose leaving was undone", async () => {
    const { inbox, link, clock } = await anInbox();
    link.frame(frame(resolved));
    link.frame(frame(aRow({ updatedAt: "2026-03-04T11:51:00Z" })));
    clock.turn(leaveMs);
    expect(inbox.rows.value.map(({ id }) => id)).toEqual(["t1"]);
    expect(inbox.leaving.value.size).toBe(0);
  });

  it("reads on from where the last page ended", async () => {
    const { inbox, listTickets } = await anInbox([aRow()], "next");
    listTickets.mockResolvedValueOnce({
      items: [aRow({ id: "t0", updatedAt: "2026-03-04T10:00:00Z" })],
      nextCursor: null,
    });
    inbox.loadMore();
    await settled();
    expect(listTickets).toHaveBeenLastCalledWith(expect.objectContaining({ cursor: "next" }));
    expect(inbox.rows.value.map(({ id }) => id)).toEqual(["t1", "t0"]);
    expect(inbox.hasMore.value).toBe(false);
  });

  it("reads again after the socket was away, and by the clock while it is blocked", async () => {
    const { listTickets, link, clock } = await anInbox();
    link.state("offline");
    link.state("live");
    expect(listTickets).toHaveBeenCalledTimes(2);
    link.state("polling");
    clock.turn(5_000);
    clock.turn(5_000);
    expect(listTickets).toHaveBeenCalledTimes(4);
    link.state("live");
    clock.turn(60_000);
    expect(listTickets).toHaveBeenCalledTimes(5);
  });

  it("says what failed and tries again", async () => {
    const { inbox, listTickets } = await anInbox();
    listTickets.mockRejectedValueOnce(new Error("no"));
    inbox.retry();
    await settled();
    expect(inbox.state.value.step).toBe("failed");
    inbox.retry();
    await settled();
    expect(inbox.state.value.step).toBe("ready");
  });
});

import * as fc from "fast-check";
import { expect, it } from "vitest";
import { changes, look, type Viewers, type Viewing, viewersOf } from "./viewers.ts";

const viewing = (ticketId: string, agentId: string, writing = false): Viewing => ({
  ticketId,
  agentId,
  name: `Agent ${agentId}`,
  writing,
});
const none: Viewers = new Map();

it("R29 names each agent once, and as writing where one of its sockets is", () => {
  const one = look(none, 1, viewing("t", "a"));
  const two = look(one, 2, viewing("t", "a", true));
  expect(viewersOf(two, "t")).toEqual([{ id: "a", name: "Agent a", writing: true }]);
  expect(viewersOf(look(two, 2, null), "t")).toEqual([{ id: "a", name: "Agent a", writing: false }]);
  expect(viewersOf(look(two, 1, null), "t")).toEqual([{ id: "a", name: "Agent a", writing: true }]);
});

it("R29 tells of both tickets when a socket goes from one to another, and of none when nothing differs", () => {
  const before = look(none, 1, viewing("t", "a"));
  expect(changes(before, look(before, 1, viewing("u", "a")))).toEqual([
    { ticketId: "t", agents: [] },
    { ticketId: "u", agents: [{ id: "a", name: "Agent a", writing: false }] },
  ]);
  expect(changes(before, look(before, 1, viewing("t", "a")))).toEqual([]);
});

const step = fc.record({
  socket: fc.nat(5),
  to: fc.option(
    fc.record({ ticketId: fc.constantFrom("t", "u"), agentId: fc.constantFrom("a", "b"), writing: fc.boolean() }),
  ),
});

it("R29 gives whoever applies every change the same list as the registry", () => {
  return fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      let viewers = none;
      const heard = new Map<string, unknown>();
      for (const { socket, to } of steps) {
        const next = look(viewers, socket, to && { ...to, name: `Agent ${to.agentId}` });
        for (const { ticketId, agents } of changes(viewers, next)) heard.set(ticketId, agents);
        viewers = next;
      }
      for (const ticketId of ["t", "u"]) expect(heard.get(ticketId) ?? []).toEqual(viewersOf(viewers, ticketId));
    }),
  );
});

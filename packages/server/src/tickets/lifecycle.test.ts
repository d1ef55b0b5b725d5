import { mayMove, moves } from "@kotae/sdk";
import type { Status } from "@kotae/sdk/schema";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { afterAgentReply, afterCustomerReply, isActive } from "./lifecycle.ts";

const statuses = Object.keys(moves) as Status[];
const anyStatus = fc.constantFrom(...statuses);

describe("a ticket's life", () => {
  it("T10 never goes back to new, and never moves to where it is", () => {
    fc.assert(
      fc.property(anyStatus, anyStatus, (from, to) => {
        if (to === "new" || from === to) expect(mayMove(from, to)).toBe(false);
      }),
    );
  });

  it("can be brought back from every end", () => {
    for (const status of statuses.filter((each) => !isActive(each))) expect(mayMove(status, "open")).toBe(true);
  });

  it("T9 is active again after every reply of the customer", () => {
    fc.assert(fc.property(anyStatus, (status) => isActive(afterCustomerReply(status))));
    expect(afterCustomerReply("resolved")).toBe("open");
    expect(afterCustomerReply("pending")).toBe("open");
    expect(afterCustomerReply("new")).toBe("new");
  });

  it("is no longer new once an agent has answered, and otherwise stays where the agent put it", () => {
    fc.assert(
      fc.property(anyStatus, (status) => {
        expect(afterAgentReply(status)).toBe(status === "new" ? "open" : status);
      }),
    );
  });
});

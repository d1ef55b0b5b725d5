import type { Status } from "@kotae/sdk/schema";

/** Where a ticket may go from each status by an agent's hand. Nothing goes back to `new`. */
export const moves: Record<Status, readonly Status[]> = {
  new: ["open", "pending", "on_hold", "resolved", "closed"],
  open: ["pending", "on_hold", "resolved", "closed"],
  pending: ["open", "on_hold", "resolved", "closed"],
  on_hold: ["open", "pending", "resolved", "closed"],
  resolved: ["open", "pending", "on_hold", "closed"],
  closed: ["open"],
};

export const mayMove = (from: Status, to: Status): boolean => moves[from].includes(to);

/** Whether somebody still has to do something about a ticket in this status. */
export const isActive = (status: Status): boolean => status !== "resolved" && status !== "closed";

/** The status after the customer wrote: whatever waited or was over is open again. */
export const afterCustomerReply = (status: Status): Status => (status === "new" ? "new" : "open");

/** The status after an agent answered the customer: new work has been taken up, all else is the agent's to say. */
export const afterAgentReply = (status: Status): Status => (status === "new" ? "open" : status);

import type { Status } from "./schema/index.ts";

/** Where a ticket may go from each status by an agent's hand. Nothing goes back to `new`. */
export const moves: Record<Status, readonly Status[]> = {
  new: ["open", "pending", "on_hold", "resolved", "closed"],
  open: ["pending", "on_hold", "resolved", "closed"],
  pending: ["open", "on_hold", "resolved", "closed"],
  on_hold: ["open", "pending", "resolved", "closed"],
  resolved: ["open", "pending", "on_hold", "closed"],
  closed: ["open"],
};

/** Whether an agent may move a ticket so: the server's rule, for whoever wants to offer only what will be done. */
export const mayMove = (from: Status, to: Status): boolean => moves[from].includes(to);

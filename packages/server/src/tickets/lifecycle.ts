import type { Status } from "@kotae/sdk/schema";

/** Whether somebody still has to do something about a ticket in this status. */
export const isActive = (status: Status): boolean => status !== "resolved" && status !== "closed";

/** The status after the customer wrote: whatever waited or was over is open again. */
export const afterCustomerReply = (status: Status): Status => (status === "new" ? "new" : "open");

/** The status after an agent answered the customer: new work has been taken up, all else is the agent's to say. */
export const afterAgentReply = (status: Status): Status => (status === "new" ? "open" : status);

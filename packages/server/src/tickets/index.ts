export { assign, change, create, post, setStatus } from "./agent-work.ts";
export { announce, forVisitor, get } from "./announce.ts";
export { rate, recordOutcome } from "./customer.ts";
export { escalate, postFromCustomer } from "./escalate.ts";
export { counts, findMany, list, type TicketJoin, toTicket, toTicketRow } from "./store.ts";

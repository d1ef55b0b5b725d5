export { type Appended, append, type Draft, Repeated } from "./append.ts";
export { markRead, read, start, visible } from "./conversations.ts";
export {
  type AnswerData,
  adopt,
  brokenLogs,
  byClientId,
  byVisitorClientId,
  type ConversationRow,
  existing,
  find,
  listOf,
  type MessageRow,
  setOwner,
  since,
  ticketsOf,
  toConversation,
  toMessage,
} from "./store.ts";

import { type MessageRow, since } from "../conversations/index.ts";
import type { Db } from "../storage/index.ts";
import type { Entry } from "./judge.ts";

/** So many earlier entries go along, for questions that follow on others. */
const historyEntries = 12;
/** No conversation with the assistant is looked at further back. */
const logEntries = 400;

/** What was said in a conversation before an entry, oldest first. */
export async function saidBefore(db: Db, conversationId: string, seq: number): Promise<MessageRow[]> {
  const log = await since(db, conversationId, Math.max(0, seq - 1 - logEntries), logEntries);
  return log.filter((entry) => entry.kind === "message" && entry.seq < seq);
}

/** As much of it as is looked at for a question. */
export const toHistory = (said: readonly MessageRow[]): Entry[] =>
  said.slice(-historyEntries).map(({ author_kind, body }) => ({ author: author_kind, body }));

/**
 * A question of the past as it was asked, with what had been said before it; undefined where its words are not found.
 *
 * `answerSeq` is the number of the answer it got, which says under its `clientId` what it answers.
 */
export async function askedAt(
  db: Db,
  conversationId: string,
  answerSeq: number,
): Promise<{ question: string; history: Entry[] } | undefined> {
  const [answer] = await since(db, conversationId, answerSeq - 1, 1);
  const id = answer?.client_id?.replace(/^answer:/, "");
  const said = await saidBefore(db, conversationId, answerSeq);
  const at = said.findIndex((entry) => entry.id === id);
  const asked = said[at];
  return asked && { question: asked.body, history: toHistory(said.slice(0, at)) };
}

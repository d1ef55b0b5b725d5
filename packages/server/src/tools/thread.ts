import type { Message, Output } from "@kotae/sdk/schema";
import type { Act } from "../act.ts";
import { append, byClientId, type ConversationRow } from "../conversations/index.ts";
import type { Mail } from "../delivery/mail.ts";
import { assistant, type VisitorActor } from "../identity/index.ts";
import type { Db } from "../storage/index.ts";
import { codeMinutes } from "./code.ts";
import { type Fact, phrases, sayFact } from "./phrases.ts";
import type { Tools } from "./service.ts";
import type { RunRow } from "./store.ts";
import type { Lang } from "./tool.ts";

export type RunDeps = {
  db: Db;
  tools: Tools;
  mail: Mail | undefined;
  now(): number;
  /** Runs a deed. */
  step<T>(deed: (act: Act) => Promise<T>): Promise<T>;
  /** Stores what a visitor says; where there is a ticket, it learns of it. */
  post(act: Act, visitor: VisitorActor, words: { id: string; body: string; clientId: string }): Promise<Message>;
  /** Tells those who look after a ticket that there is something new in it. */
  touch(act: Act, ticketId: string): Promise<void>;
};

export type RunAnswer = Output<"startToolRun">;

/** How a run stands, as its visitor is told. */
export async function answerOf(db: Db, run: RunRow): Promise<RunAnswer> {
  const clientId = run.state === "needs_code" ? `run:${run.id}:code` : `run:${run.id}:end`;
  const said = run.conversation_id === null ? undefined : await byClientId(db, run.conversation_id, clientId);
  return {
    runId: run.id,
    state: run.state,
    sentTo: run.state === "needs_code" ? run.code_to : null,
    reply: said?.body ?? null,
  };
}

/** Says in the conversation how a run ended. */
export async function sayEnd(
  act: Act,
  deps: Pick<RunDeps, "touch">,
  run: RunRow,
  conversation: ConversationRow,
  end: Fact | { text: string },
): Promise<string> {
  const text =
    typeof end === "string" ? sayFact(langOf(conversation), end, conversation.owner !== "assistant") : end.text;
  return say(act, deps, conversation.id, `run:${run.id}:end`, text);
}

/** Says in the conversation that a code has gone out. */
export const sayCodeSent = (act: Act, deps: Pick<RunDeps, "touch">, run: RunRow, conversation: ConversationRow) =>
  say(
    act,
    deps,
    conversation.id,
    `run:${run.id}:code`,
    phrases[langOf(conversation)].codeSent(run.code_to ?? "", codeMinutes),
  );

async function say(act: Act, deps: Pick<RunDeps, "touch">, conversationId: string, clientId: string, body: string) {
  const { ticketId } = await append(act, { kind: "message", conversationId, author: assistant, body, clientId });
  if (ticketId !== null) await deps.touch(act, ticketId);
  return body;
}

/** The language a conversation is held in. */
export const langOf = ({ locale }: Pick<ConversationRow, "locale">): Lang => (locale === "ja" ? "ja" : "en");

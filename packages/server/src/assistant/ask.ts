import { KotaeError } from "@kotae/sdk/errors";
import type { Answer, Message, Parsed } from "@kotae/sdk/schema";
import type { Act } from "../act.ts";
import {
  append,
  byClientId,
  byVisitorClientId,
  type ConversationRow,
  Repeated,
  since,
  toMessage,
  visible,
} from "../conversations/index.ts";
import type { Publish } from "../delivery/live.ts";
import { assistant as author, type VisitorActor } from "../identity/index.ts";
import type { Db } from "../storage/index.ts";
import type { Assistant } from "./index.ts";

export type AskDeps = {
  db: Db;
  assistant: Assistant;
  visitor: VisitorActor;
  signal: AbortSignal;
  publish: Publish;
  /** Runs a deed on the way. */
  step<T>(deed: (act: Act) => Promise<T>): Promise<T>;
  /** Runs the deed whose result is the answer to the request. */
  act<T>(deed: (act: Act) => Promise<T>): Promise<T>;
  /** Opens the conversation of a first question. */
  begin(act: Act): Promise<ConversationRow>;
};

type Words = Extract<Message, { kind: "message" }>;

/** So many earlier entries go along, for questions that follow on others. */
const historyEntries = 12;

/**
 * Asks the assistant: the question is kept, then answered, then the answer is kept.
 *
 * With a `clientId` it may be repeated: what was kept is not kept twice, what was answered is not answered again.
 * Throws `conflict` where a person has the conversation: the assistant does not talk over people.
 */
export async function ask(deps: AskDeps, input: Parsed<"ask">, onText: (piece: string) => void): Promise<Answer> {
  const { db, assistant } = deps;
  const { question, locale } = await keepQuestion(deps, input);
  const { conversationId } = question;
  const clientId = `answer:${question.id}`;
  const before = await byClientId(db, conversationId, clientId);
  if (before) return toAnswer(toMessage(before, "visitor"), question);

  const log = await since(db, conversationId, Math.max(0, question.seq - 1 - historyEntries), historyEntries);
  const history = log
    .filter(({ kind, seq }) => kind === "message" && seq < question.seq)
    .map(({ author_kind, body }) => ({ author: author_kind, body }));
  const lang = input.lang?.toLowerCase().startsWith("ja") ? "ja" : input.lang ? "en" : locale;
  const found = await assistant.answer(
    { question: input.question, lang, history },
    (piece) => {
      onText(piece);
      deps.publish(`conversation:${conversationId}`, { t: "delta", conversationId, text: piece });
    },
    deps.signal,
  );
  const { answer: body, ...facts } = found;
  try {
    return await deps.act(async (act) => {
      refuseIfTaken(await visible(act.db, deps.visitor, conversationId));
      const draft = { kind: "message", conversationId, author, body, clientId, answer: facts } as const;
      return toAnswer((await append(act, draft)).message, question);
    });
  } catch (error) {
    if (!(error instanceof Repeated)) throw error;
    // the same question was asked twice at once, and the other was faster
    const first = await byClientId(db, conversationId, clientId);
    if (!first) throw error;
    return toAnswer(toMessage(first, "visitor"), question);
  }
}

async function keepQuestion(deps: AskDeps, input: Parsed<"ask">): Promise<{ question: Words; locale: string }> {
  const { visitor } = deps;
  const clientId = input.clientId;
  try {
    return await deps.step(async (act) => {
      const known =
        input.conversationId === undefined && clientId !== undefined
          ? await byVisitorClientId(act.db, visitor.id, clientId)
          : undefined;
      if (known && clientId !== undefined) throw new Repeated(known.conversation_id, clientId);
      const conversation = input.conversationId
        ? await visible(act.db, visitor, input.conversationId)
        : await deps.begin(act);
      refuseIfTaken(conversation);
      const { message } = await append(act, {
        kind: "message",
        conversationId: conversation.id,
        visitorId: visitor.id,
        author: { kind: "visitor", id: visitor.id, name: null },
        body: input.question,
        clientId,
      });
      return { question: message as Words, locale: conversation.locale };
    });
  } catch (error) {
    if (!(error instanceof Repeated)) throw error;
    const conversation = await visible(deps.db, visitor, error.conversationId);
    const first = await byClientId(deps.db, error.conversationId, error.clientId);
    if (!first) throw error;
    return { question: toMessage(first, "visitor") as Words, locale: conversation.locale };
  }
}

function refuseIfTaken(conversation: ConversationRow): void {
  if (conversation.owner === "assistant") return;
  throw new KotaeError("conflict", "A person looks after this conversation now.", {
    hint: "Post a message to it, or ask in a new conversation.",
  });
}

function toAnswer(message: Message, question: Words): Answer {
  if (message.kind !== "message" || !message.answer) throw new KotaeError("internal", "This is no answer.");
  const { decision, citations, confidence, generated } = message.answer;
  const { conversationId, body: answer } = message;
  return { decision, answer, citations, confidence, conversationId, generated, message, question };
}

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
import { dayOf, noteShown, readerOf } from "../knowledge/index.ts";
import { isHeldOut, recordQuestion } from "../questions/index.ts";
import { assistantSettings } from "../settings/index.ts";
import type { Db } from "../storage/index.ts";
import { toolsFor } from "../tools/index.ts";
import type { Assistant, Found } from "./assistant.ts";
import { type Listen, untilTaken } from "./interrupt.ts";
import { mask } from "./mask.ts";
import { type Stop, sayStop, speaks } from "./phrases.ts";
import { spend, usedBefore } from "./spending.ts";
import type { Usage } from "./usage.ts";

export type AskDeps = {
  db: Db;
  assistant: Assistant;
  visitor: VisitorActor;
  signal: AbortSignal;
  publish: Publish;
  listen: Listen;
  now(): number;
  /** Whether codes can be sent by mail, for tools that need one. */
  canMail: boolean;
  onError(error: unknown): void;
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
/** No conversation with the assistant is looked at further back. */
const logEntries = 400;

/**
 * Asks the assistant: the question is kept, then answered, then the answer is kept.
 *
 * With a `clientId` it may be repeated: what was kept is not kept twice, what was answered is not answered again.
 * Throws `conflict` where a person has the conversation, or takes it while the answer is being made: the assistant does
 * not talk over people. What takes too long ends with a person.
 */
export async function ask(deps: AskDeps, input: Parsed<"ask">, onText: (piece: string) => void): Promise<Answer> {
  const { db } = deps;
  const { question, locale } = await keepQuestion(deps, input);
  const { conversationId } = question;
  const clientId = `answer:${question.id}`;
  const before = await byClientId(db, conversationId, clientId);
  if (before) return toAnswer(toMessage(before, "visitor"), question);

  const lang = langOf(input, locale);
  const { found, threshold, heldOut } = await find(deps, { question, text: input.question, lang }, (piece) => {
    onText(piece);
    deps.publish(`conversation:${conversationId}`, { t: "delta", conversationId, text: piece });
  });
  try {
    return await deps.act(async (act) => {
      refuseIfTaken(await visible(act.db, deps.visitor, conversationId));
      const draft = {
        kind: "message",
        conversationId,
        author,
        body: found.answer,
        clientId,
        answer: factsOf(found),
      } as const;
      const { message } = await append(act, draft);
      const { decision, confidence, reasons, ranked, generated } = found;
      await recordQuestion(act, {
        conversationId,
        siteId: deps.visitor.siteId,
        visitorId: deps.visitor.id,
        answerSeq: message.seq,
        text: mask(input.question),
        lang,
        ...{ decision, confidence, threshold, reasons, ranked, generated },
        holdOut: heldOut,
      });
      const shown = new Set(found.citations.map(({ articleId }) => articleId));
      if (shown.size > 0) await noteShown(act.db, [...shown], dayOf(act.now));
      return toAnswer(message, question);
    });
  } catch (error) {
    if (!(error instanceof Repeated)) throw error;
    // the same question was asked twice at once, and the other was faster
    const first = await byClientId(db, conversationId, clientId);
    if (!first) throw error;
    return toAnswer(toMessage(first, "visitor"), question);
  }
}

type Asking = { question: Words; text: string; lang: string };

/** What the assistant says, or what is said where it may not answer, or did not in time. */
async function find(
  deps: AskDeps,
  { question, text, lang }: Asking,
  onText: (piece: string) => void,
): Promise<{ found: Found; threshold: number; heldOut: boolean }> {
  const { db, assistant, visitor } = deps;
  const { conversationId } = question;
  const settings = await assistantSettings(db, visitor.siteId);
  const { threshold } = await assistant.threshold(settings, visitor.siteId);
  const log = (await since(db, conversationId, Math.max(0, question.seq - 1 - logEntries), logEntries)).filter(
    ({ kind, seq }) => kind === "message" && seq < question.seq,
  );
  const heldOut = isHeldOut(visitor.id, settings.holdOut);
  const turns = log.filter(({ author_kind, data }) => author_kind === "assistant" && data !== null).length;
  const stop: Stop | undefined = !settings.enabled
    ? "off"
    : heldOut
      ? "hold_out"
      : turns >= settings.turnsAtMost
        ? "turns"
        : undefined;
  const instead = (why: Stop) => {
    const found = { ...nothing, answer: sayStop(lang, why), reasons: [why] };
    return { found, threshold, heldOut };
  };
  if (stop) {
    const said = instead(stop);
    onText(said.found.answer);
    return said;
  }

  const history = log.slice(-historyEntries).map(({ author_kind, body }) => ({ author: author_kind, body }));
  const tools = await toolsFor(db, visitor.siteId, deps.canMail);
  const reader = await readerOf(db, visitor);
  const used = await usedBefore(db, deps.now(), conversationId);
  const usages: Usage[] = [];
  const interrupt = untilTaken(deps.listen, conversationId, assistant.deadline(settings), deps.signal);
  try {
    // who took it before we listened has it already
    refuseIfTaken(await visible(db, visitor, conversationId));
    const answering = assistant.answer(
      {
        ...{ question: text, lang, siteId: visitor.siteId, reader, history, settings, threshold, tools, used },
        onUsage: (usage) => usages.push(usage),
      },
      (piece) => {
        if (!interrupt.signal.aborted || deps.signal.aborted) onText(piece);
      },
      interrupt.signal,
    );
    // also what nobody waits for any more was used
    const spent = answering
      .catch(() => undefined)
      .then(() => spend(deps.step, conversationId, usages, settings))
      .catch(deps.onError);
    const ended = await Promise.race([
      answering.catch((error: unknown) => {
        // a search that fails is no reason to leave a visitor alone
        deps.onError(error);
        return "stalled" as const;
      }),
      interrupt.happened,
    ]);
    if (ended === "taken") throw taken();
    if (ended === "stalled") return instead("stalled");
    await spent;
    return { found: ended, threshold, heldOut };
  } finally {
    interrupt.end();
  }
}

const nothing: Omit<Found, "answer" | "reasons"> = {
  decision: "escalate",
  citations: [],
  confidence: 0,
  generated: false,
  offers: [],
  foreign: false,
  ranked: [],
};

/** What of an answer is kept with its words, and seen by its visitor. */
const factsOf = ({ decision, confidence, citations, generated, offers, foreign }: Found) => ({
  ...{ decision, confidence, citations, generated },
  ...(offers.length > 0 ? { offers } : {}),
  ...(foreign ? { foreign } : {}),
});

/** The language to answer in: whoever writes Japanese reads it, whatever the page is in. */
function langOf({ question, lang }: Parsed<"ask">, locale: string): string {
  if (/[\p{sc=Hiragana}\p{sc=Katakana}]/u.test(question)) return "ja";
  return lang === undefined ? locale : speaks(lang);
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
  if (conversation.owner !== "assistant") throw taken();
}

const taken = () =>
  new KotaeError("conflict", "A person looks after this conversation now.", {
    hint: "Post a message to it, or ask in a new conversation.",
  });

function toAnswer(message: Message, question: Words): Answer {
  if (message.kind !== "message" || !message.answer) throw new KotaeError("internal", "This is no answer.");
  const { decision, citations, confidence, generated } = message.answer;
  const { conversationId, body: answer } = message;
  return { decision, answer, citations, confidence, conversationId, generated, message, question };
}

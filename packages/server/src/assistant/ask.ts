import { KotaeError } from "@kotae/sdk/errors";
import type { Answer, Message, Parsed } from "@kotae/sdk/schema";
import type { Act } from "../act.ts";
import {
  append,
  byClientId,
  byVisitorClientId,
  type ConversationRow,
  Repeated,
  setOwner,
  toMessage,
  visible,
} from "../conversations/index.ts";
import type { Publish } from "../delivery/live.ts";
import { assistant as author, type VisitorActor, visitorById } from "../identity/index.ts";
import { dayOf, noteShown, readerOf } from "../knowledge/index.ts";
import { recordQuestion } from "../questions/index.ts";
import { settingsOf } from "../settings/index.ts";
import type { Db } from "../storage/index.ts";
import { toolsFor } from "../tools/index.ts";
import type { Assistant, Found } from "./assistant.ts";
import { saidBefore, toHistory } from "./history.ts";
import { type Listen, untilTaken } from "./interrupt.ts";
import { mask } from "./mask.ts";
import { languageOf } from "./message-language.ts";
import { type Stop, sayPassedOn, sayStop } from "./phrases.ts";
import { hasFailed } from "./settle.ts";
import { spend, usedBefore } from "./spending.ts";
import { stopFor } from "./stop.ts";
import { limitsOf, type Usage } from "./usage.ts";
import { following, type Voice } from "./voice.ts";

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
  /** Gives a conversation to people, as its visitor could do by asking for one. */
  handOver(act: Act, conversationId: string): Promise<unknown>;
};

type Words = Extract<Message, { kind: "message" }>;

/**
 * Asks the assistant: the question is kept, then answered, then the answer is kept.
 *
 * With a `clientId` it may be repeated: what was kept is not kept twice, what was answered is not answered again.
 * Throws `conflict` where a person has the conversation, or takes it while the answer is being made: the assistant does
 * not talk over people. What takes too long or fails ends with a person: with a ticket in the deed that keeps the answer,
 * where its visitor can be reached.
 */
export async function ask(deps: AskDeps, input: Parsed<"ask">, voice: Voice): Promise<Answer> {
  const { db } = deps;
  const { question, locale } = await keepQuestion(deps, input);
  const { conversationId } = question;
  const clientId = `answer:${question.id}`;
  const before = await byClientId(db, conversationId, clientId);
  if (before) return toAnswer(toMessage(before, "visitor"), question);

  const lang = languageOf(input.question, input.lang ?? locale);
  const tell = (more: { text: string; reset?: true }) =>
    deps.publish(`conversation:${conversationId}`, { t: "delta", conversationId, ...more });
  const { found, threshold, heldOut } = await find(
    deps,
    { question, text: input.question, lang },
    {
      say(text) {
        voice.say(text);
        tell({ text });
      },
      reset() {
        voice.reset();
        tell({ text: "", reset: true });
      },
    },
  );
  try {
    return await deps.act(async (act) => {
      refuseIfTaken(await visible(act.db, deps.visitor, conversationId));
      const failed = hasFailed(found);
      const isReachable = failed && (await canReach(act.db, deps.visitor.id));
      const handOver = isReachable ? "ticket" : "contact";
      const { message } = await append(act, {
        kind: "message",
        conversationId,
        author,
        body: isReachable ? sayPassedOn(lang) : found.answer,
        clientId,
        answer: { ...factsOf(found), ...(failed ? { handOver } : {}) },
      });
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
      if (isReachable) await deps.handOver(act, conversationId);
      // until they say how to reach them, or write again, there is nobody to answer
      else if (failed) await setOwner(act.db, conversationId, "queue");
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
  given: Voice,
): Promise<{ found: Found; threshold: number; heldOut: boolean }> {
  const { db, assistant, visitor, now } = deps;
  const { siteId } = visitor;
  const { conversationId } = question;
  const of = await settingsOf(db, siteId);
  const { settings } = of;
  // the clock runs from here: what is read before the search takes its time as well
  const interrupt = untilTaken(deps.listen, conversationId, assistant.patience(settings), deps.signal);
  try {
    const { threshold } = await assistant.threshold(settings, siteId);
    const log = await saidBefore(db, conversationId, question.seq);
    const here = log.filter(({ author_kind, data }) => author_kind === "assistant" && data !== null).length;
    const { stop, heldOut } = await stopFor(db, of, { visitorId: visitor.id, siteId, now: now(), here });
    const voice = following(given);
    const instead = (why: Stop) => {
      const reasons = why === "day_turns" ? ["turns", why] : [why];
      return { found: { ...nothing, answer: sayStop(lang, why), reasons }, threshold, heldOut };
    };
    if (stop) {
      const said = instead(stop);
      voice.say(said.found.answer);
      return said;
    }

    const history = toHistory(log);
    const tools = await toolsFor(db, siteId, deps.canMail);
    const reader = await readerOf(db, visitor);
    const limits = limitsOf(of);
    const used = await usedBefore(db, now(), conversationId, siteId);
    const usages: Usage[] = [];
    // who took it before we listened has it already
    refuseIfTaken(await visible(db, visitor, conversationId));
    const mayTalk = () => !interrupt.signal.aborted || deps.signal.aborted;
    const answering = assistant.answer(
      {
        ...{ question: text, lang, siteId, reader, history, settings, threshold, tools, limits, used },
        onUsage: (usage) => usages.push(usage),
      },
      { say: (piece) => mayTalk() && voice.say(piece), reset: () => mayTalk() && voice.reset() },
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
    if (ended === "stalled") {
      voice.reset();
      return instead("stalled");
    }
    await spent;
    return { found: ended, threshold, heldOut };
  } finally {
    interrupt.end();
  }
}

/** Whether people could answer somebody who has left: a signed token said who it is, or an address is known. */
async function canReach(db: Db, visitorId: string): Promise<boolean> {
  const row = await visitorById(db, visitorId);
  return row !== undefined && (row.verified === 1 || row.email !== null);
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
      // what was answered before a person took over is still answered
      const isRepeated = conversation.owner !== "assistant" && clientId !== undefined;
      if (isRepeated && (await byClientId(act.db, conversation.id, clientId)))
        throw new Repeated(conversation.id, clientId);
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

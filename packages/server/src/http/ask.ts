import { KotaeError, toProblem } from "@kotae/sdk/errors";
import type { Answer, Parsed } from "@kotae/sdk/schema";
import type { SSEStreamingApi } from "hono/streaming";
import { ask } from "../assistant/index.ts";
import type { Context } from "./context.ts";
import { begin } from "./handlers/conversations.ts";

/** Answers a question; the pieces of the answer's text are handed over while it is being written. */
export function answerQuestion(
  context: Context,
  input: Parsed<"ask">,
  onText: (piece: string) => void,
): Promise<Answer> {
  const { visitor, assistant, storage, bus, act, step, idempotencyKey } = context;
  return ask(
    {
      db: storage.db,
      assistant,
      visitor,
      signal: context.signal(),
      publish: bus.publish,
      listen: bus.subscribe,
      now: context.now,
      canMail: context.config.mail !== undefined,
      onError: (err) => context.log.error({ err }, "an answer failed"),
      act,
      step,
      begin: (deed) => begin(deed, context, input.lang, input.page),
    },
    {
      ...input,
      clientId: input.clientId ?? (idempotencyKey === undefined ? undefined : `ask:${idempotencyKey.slice(0, 90)}`),
    },
    onText,
  );
}

/**
 * The same as an event stream: `delta` {text} while it is written, then `answer` with the whole, or `error` with a
 * problem document.
 */
export async function streamAnswer(context: Context, input: Parsed<"ask">, stream: SSEStreamingApi): Promise<void> {
  let sent: Promise<unknown> = Promise.resolve();
  const send = (event: string, data: unknown) => {
    sent = sent.then(() => stream.writeSSE({ event, data: JSON.stringify(data) }));
    return sent;
  };
  try {
    const answer = await answerQuestion(context, input, (text) => void send("delta", { text }));
    await send("answer", answer);
  } catch (error) {
    if (!KotaeError.is(error)) context.log.error({ err: error }, "an answer failed");
    const known = KotaeError.is(error)
      ? error
      : new KotaeError("internal", "The answer could not be finished.", { hint: "Ask again." });
    await send("error", toProblem(known));
  }
}

import { KotaeError, toProblem } from "@kotae/sdk/errors";
import type { Answer, Parsed } from "@kotae/sdk/schema";
import type { SSEStreamingApi } from "hono/streaming";
import { ask, silent, type Voice } from "../assistant/index.ts";
import { escalate } from "../tickets/index.ts";
import type { Context } from "./context.ts";
import { begin } from "./handlers/conversations.ts";

/** Answers a question; `voice` says the answer while it is being written. */
export function answerQuestion(context: Context, input: Parsed<"ask">, voice: Voice = silent): Promise<Answer> {
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
      // the assistant knows nothing of tickets
      handOver: (deed, id) => escalate(deed, visitor, { id, page: input.page }),
    },
    {
      ...input,
      clientId: input.clientId ?? (idempotencyKey === undefined ? undefined : `ask:${idempotencyKey.slice(0, 90)}`),
    },
    voice,
  );
}

/**
 * The same as an event stream: `delta` {text} while it is written, `reset` {} where what was said so far does not count
 * any more, then `answer` with the whole, or `error` with a problem document.
 */
export async function streamAnswer(context: Context, input: Parsed<"ask">, stream: SSEStreamingApi): Promise<void> {
  let sent: Promise<unknown> = Promise.resolve();
  const send = (event: string, data: unknown) => {
    sent = sent.then(() => stream.writeSSE({ event, data: JSON.stringify(data) }));
    return sent;
  };
  try {
    const answer = await answerQuestion(context, input, {
      say: (text) => void send("delta", { text }),
      reset: () => void send("reset", {}),
    });
    await send("answer", answer);
  } catch (error) {
    if (!KotaeError.is(error)) context.log.error({ err: error }, "an answer failed");
    const known = KotaeError.is(error)
      ? error
      : new KotaeError("internal", "The answer could not be finished.", { hint: "Ask again." });
    await send("error", toProblem(known));
  }
}

import { isGrounded, sentenceCutter } from "./grounding.ts";
import { prompt } from "./prompt.ts";

export type Model = { apiKey: string; baseUrl?: string | undefined; name: string };
export type Timeouts = {
  /** Milliseconds without a new piece. */
  idle: number;
  /** Milliseconds for the whole answer. */
  total: number;
};
export type Passage = { title: string; heading: string; text: string };

export const defaultTimeouts: Timeouts = { idle: 10_000, total: 30_000 };

/** The word a model is told to say where the passages do not answer. */
const noAnswer = "NO_ANSWER";

/** More than any answer from three passages needs. */
const tokens = 700;

/**
 * Sentences of an answer written by the model, each one checked against the passages before it is handed out.
 *
 * Throws where the model cannot be reached, answers nonsense, stalls, is cut off or takes too long; whoever listens
 * then has to forget what it heard.
 */
export async function* generate(
  question: string,
  lang: string,
  passages: readonly Passage[],
  options: { model: Model; timeouts?: Timeouts; signal?: AbortSignal | undefined },
): AsyncGenerator<string, "answered" | "declined"> {
  const { model, timeouts = defaultTimeouts } = options;
  // loaded when first needed, before any clock runs: most installations never set a model
  const { OpenAI } = await import("openai");
  const client = new OpenAI({
    apiKey: model.apiKey,
    ...(model.baseUrl === undefined ? {} : { baseURL: model.baseUrl }),
    maxRetries: 0,
    timeout: timeouts.total,
    logLevel: "off",
  });
  const stop = new AbortController();
  const total = setTimeout(() => stop.abort(new Error("The model took too long.")), timeouts.total);
  let idle = setTimeout(() => stop.abort(new Error("The model did not begin.")), timeouts.idle);
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  try {
    const stream = await untilAborted(
      client.chat.completions.create(
        {
          model: model.name,
          messages: prompt(question, lang, passages, noAnswer),
          stream: true,
          temperature: 0,
          max_tokens: tokens,
        },
        { signal },
      ),
      signal,
    );
    const cutter = sentenceCutter();
    let finished: string | null = null;
    let heard = "";
    const pieces = stream[Symbol.asyncIterator]();
    for (;;) {
      const { done, value } = await untilAborted(pieces.next(), signal);
      if (done) break;
      clearTimeout(idle);
      idle = setTimeout(() => stop.abort(new Error("The model stalled.")), timeouts.idle);
      const choice = value.choices?.[0];
      finished = choice?.finish_reason ?? finished;
      const text = choice?.delta?.content;
      if (typeof text !== "string") continue;
      heard += text;
      if (heard.includes(noAnswer)) return "declined";
      for (const sentence of cutter.push(text)) if (isGrounded(sentence, passages)) yield sentence;
    }
    // an aborted or cut stream ends quietly
    if (finished === null) throw new Error("The model's answer was cut off.");
    // a sentence that ran into the token limit has no end
    if (finished === "stop") for (const sentence of cutter.end()) if (isGrounded(sentence, passages)) yield sentence;
    return "answered";
  } finally {
    clearTimeout(total);
    clearTimeout(idle);
    stop.abort(new Error("Nobody listens any more."));
  }
}

/** The same promise, given up when the signal aborts: not every stall in the library below listens to it. */
function untilAborted<T>(promise: PromiseLike<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const give = () => reject(signal.reason);
    if (signal.aborted) give();
    signal.addEventListener("abort", give, { once: true });
    promise.then(resolve, reject).then(() => signal.removeEventListener("abort", give));
  });
}

import { type Breaker, createBreaker } from "./breaker.ts";
import { type Dialect, isSame, othersThan, usual } from "./dialect.ts";
import { ModelError, statusOf, toModelError } from "./model-error.ts";
import { estimateTokens, type Usage } from "./usage.ts";

/** Where the model is, as the settings of the process say. */
export type Model = { apiKey: string; baseUrl?: string | undefined; name: string };
export type Timeouts = {
  /** Milliseconds without a new piece. */
  idle: number;
  /** Milliseconds for all that is said. */
  total: number;
};
export type Message = { role: "system" | "user"; content: string };
/** A tool as a model may ask for it, with the schema of its arguments. */
export type ToolDefinition = { name: string; description: string; parameters: Record<string, unknown> };
/** What a model wants to be done; nobody does it for the asking. */
export type ToolCall = { name: string; input: Record<string, unknown> };

export type Talk = {
  timeouts: Timeouts;
  maxTokens: number;
  signal?: AbortSignal | undefined;
  tools?: readonly ToolDefinition[] | undefined;
  /** Hears what the call used, also where it failed on the way. */
  onUsage?: ((usage: Usage) => void) | undefined;
};
export type Said = { finish: string; calls: ToolCall[] };

export type ModelLine = {
  name: string;
  /** Whether the model may be asked now: not while it is left alone after failures. */
  mayTry(): boolean;
  /** Whether its server takes tools, as far as is known. */
  takesTools(): boolean;
  /** Gives what the model says piece by piece; throws `ModelError`, or the signal's reason where the caller stopped it. */
  talk(messages: readonly Message[], options: Talk): AsyncGenerator<string, Said>;
  state: Breaker["state"];
};

type Client = import("openai").OpenAI;

const longestMillis = 600_000;
/** In so many ways a server is asked that answers 400. */
const triesAtMost = 5;
/** More than any answer has, however its tokens are counted: what says more is not answering. */
const charsAtMost = 20_000;

/** The line to an OpenAI-compatible model, with a circuit breaker on it. */
export function createModel(model: Model, now: () => number): ModelLine {
  const breaker = createBreaker(now);
  // what worked last; servers refuse each other's parameters
  let dialect = usual;
  let loading: Promise<Client> | undefined;

  /** Loaded when first needed: most installations never set a model. */
  function load(): Promise<Client> {
    loading ??= import("openai").then(
      ({ OpenAI }) =>
        new OpenAI({
          apiKey: model.apiKey,
          ...(model.baseUrl === undefined ? {} : { baseURL: model.baseUrl }),
          maxRetries: 0,
          // our own clocks decide
          timeout: longestMillis,
          logLevel: "off",
        }),
    );
    return loading;
  }

  async function open(
    client: Client,
    messages: readonly Message[],
    { tools = [], maxTokens }: Talk,
    signal: AbortSignal,
  ) {
    const ask = ({ limit, temperature, usage, tools: withTools }: Dialect) =>
      untilAborted(
        client.chat.completions.create(
          {
            model: model.name,
            messages: [...messages],
            stream: true,
            [limit]: maxTokens,
            ...(temperature ? { temperature: 0 } : {}),
            ...(usage ? { stream_options: { include_usage: true } } : {}),
            ...(withTools && tools.length > 0
              ? { tools: tools.map((tool) => ({ type: "function" as const, function: { ...tool } })) }
              : {}),
          },
          { signal },
        ),
        signal,
      );
    const tried: Dialect[] = [];
    let refusal: unknown;
    for (let next: Dialect | undefined = dialect; next && tried.length < triesAtMost; ) {
      const asked: Dialect = next;
      tried.push(asked);
      try {
        const stream = await ask(asked);
        dialect = asked;
        return stream;
      } catch (error) {
        if (toModelError(error).reason !== "bad_request" || ![400, 422].includes(statusOf(error) ?? 0)) throw error;
        // what was refused first is what the server really thinks of the request
        refusal ??= error;
        next = othersThan(asked, error, tools.length > 0).find((other) => !tried.some((each) => isSame(each, other)));
      }
    }
    throw refusal;
  }

  async function* talk(messages: readonly Message[], options: Talk): AsyncGenerator<string, Said> {
    const { timeouts, onUsage } = options;
    // before any clock runs
    const client = await load();
    const stop = new AbortController();
    const stopWith = (reason: "timeout" | "stalled", message: string) => () =>
      stop.abort(new ModelError(reason, message));
    const total = setTimeout(stopWith("timeout", "The model took too long."), timeouts.total);
    const idleOut = () => setTimeout(stopWith("stalled", "The model stalled."), timeouts.idle);
    let idle = idleOut();
    const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
    const calls = new Map<number, { name: string; text: string }>();
    let counted: Usage | undefined;
    let heard = 0;
    let spoken = "";
    let answered = false;
    let failure: ModelError | undefined;
    try {
      const stream = await open(client, messages, options, signal);
      answered = true;
      const pieces = stream[Symbol.asyncIterator]();
      let finish: string | null = null;
      for (;;) {
        const { done, value } = await untilAborted(pieces.next(), signal);
        if (done) break;
        clearTimeout(idle);
        idle = idleOut();
        heard += 1;
        const usage = value.usage;
        if (usage && Number.isFinite(usage.prompt_tokens) && Number.isFinite(usage.completion_tokens)) {
          counted = {
            calls: 1,
            inputTokens: usage.prompt_tokens,
            outputTokens: usage.completion_tokens,
            estimated: false,
          };
        }
        const choice = value.choices?.[0];
        finish = choice?.finish_reason ?? finish;
        for (const call of choice?.delta?.tool_calls ?? []) note(calls, call);
        const text = choice?.delta?.content;
        if (typeof text !== "string" || text === "") continue;
        spoken += text;
        if (spoken.length > charsAtMost) throw new ModelError("nonsense", "The model said far too much.");
        yield text;
      }
      // an aborted or cut stream ends quietly
      if (finish === null && heard === 0)
        throw new ModelError("nonsense", "The model's server sent nothing that is a chat.");
      if (finish === null) throw new ModelError("cut_off", "The model's answer was cut off.");
      if (finish === "content_filter") throw new ModelError("refused", "The model's server refused to answer.");
      breaker.succeeded();
      return { finish, calls: [...calls.values()].flatMap(({ name, text }) => readCall(name, text)) };
    } catch (error) {
      if (options.signal?.aborted) throw options.signal.reason;
      failure = stop.signal.aborted ? toModelError(stop.signal.reason) : toModelError(error);
      breaker.failed(failure);
      throw failure;
    } finally {
      clearTimeout(total);
      clearTimeout(idle);
      // whoever stopped listening has heard enough
      if (failure === undefined) breaker.left();
      stop.abort(new Error("Nobody listens any more."));
      const inputTokens = answered ? estimateTokens(messages.map(({ content }) => content).join("\n")) : 0;
      onUsage?.(counted ?? { calls: 1, inputTokens, outputTokens: estimateTokens(spoken), estimated: true });
    }
  }

  return {
    name: model.name,
    mayTry: breaker.mayTry,
    takesTools: () => dialect.tools,
    talk,
    state: breaker.state,
  };
}

type CallPiece = { index?: number; function?: { name?: string | undefined; arguments?: string | undefined } };

/** Puts the pieces of a call together as they come. */
function note(calls: Map<number, { name: string; text: string }>, piece: CallPiece): void {
  const at = typeof piece.index === "number" ? piece.index : 0;
  const known = calls.get(at) ?? { name: "", text: "" };
  const { name, arguments: text } = piece.function ?? {};
  if (typeof name === "string") known.name += name;
  if (typeof text === "string" && known.text.length < charsAtMost) known.text += text;
  calls.set(at, known);
}

function readCall(name: string, text: string): ToolCall[] {
  try {
    const input: unknown = JSON.parse(text || "{}");
    const isRecord = typeof input === "object" && input !== null && !Array.isArray(input);
    return isRecord ? [{ name, input: input as Record<string, unknown> }] : [];
  } catch {
    return [];
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

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as the model's server got it. */
export type Heard = {
  path: string;
  key: string;
  messages: { role: string; content: string }[];
  body: Record<string, unknown>;
};

/** Answers one request; what it leaves open stays open until the server is closed. */
export type Behaviour = (response: ServerResponse, heard: Heard) => void;

export type FakeModel = Awaited<ReturnType<typeof startFakeModel>>;

/** An OpenAI-compatible server on a real port that behaves as it is told, well or badly. */
export async function startFakeModel() {
  const heard: Heard[] = [];
  let chat: Behaviour = says("");
  let embed: Behaviour = vectors(8);
  let wake = () => {};
  const server = createServer((request, response) => {
    response.on("error", () => undefined);
    read(request).then(
      (body) => {
        const one: Heard = {
          path: request.url ?? "",
          key: (request.headers.authorization ?? "").replace(/^Bearer /, ""),
          messages: (body.messages ?? []) as Heard["messages"],
          body,
        };
        heard.push(one);
        wake();
        (one.path.endsWith("/embeddings") ? embed : chat)(response, one);
      },
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    heard,
    behave(next: Behaviour) {
      chat = next;
    },
    embed(next: Behaviour) {
      embed = next;
    },
    /** Resolves once so many requests have come since the server started. */
    async asked(times: number): Promise<void> {
      while (heard.length < times) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    close(): Promise<void> {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function read(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString("utf8")) as Record<string, unknown>;
}

const event = (value: unknown) => `data: ${JSON.stringify(value)}\n\n`;
const chunk = (delta: Record<string, unknown>, finish: string | null = null) =>
  event({
    id: "chat-1",
    object: "chat.completion.chunk",
    created: 1,
    model: "fake",
    choices: [{ index: 0, delta, finish_reason: finish }],
  });
const text = (content: string) => chunk({ content });

function begin(response: ServerResponse): ServerResponse {
  response.writeHead(200, { "content-type": "text/event-stream" });
  return response;
}

/** Says a text in small pieces; `usage` is told at the end where it is given, `finish` null leaves the end away. */
export const says =
  (words: string, { usage, finish = "stop" }: { usage?: [number, number]; finish?: string | null } = {}): Behaviour =>
  (response) => {
    begin(response);
    for (const piece of words.match(/[\s\S]{1,7}/gu) ?? []) response.write(text(piece));
    if (finish !== null) response.write(chunk({}, finish));
    if (usage) {
      const [prompt_tokens, completion_tokens] = usage;
      response.write(
        event({
          id: "chat-1",
          object: "chat.completion.chunk",
          created: 1,
          model: "fake",
          choices: [],
          usage: { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens },
        }),
      );
    }
    response.end(finish === null ? undefined : "data: [DONE]\n\n");
  };

/** Asks for tools, the arguments in pieces, and says a text beside it. */
export const calls =
  (tools: readonly { name: string; input: unknown }[], words = ""): Behaviour =>
  (response) => {
    begin(response);
    if (words !== "") response.write(text(words));
    tools.forEach(({ name, input }, index) => {
      const given = typeof input === "string" ? input : JSON.stringify(input);
      response.write(
        chunk({ tool_calls: [{ index, id: `call-${index}`, type: "function", function: { name, arguments: "" } }] }),
      );
      for (const piece of given.match(/[\s\S]{1,5}/gu) ?? []) {
        response.write(chunk({ tool_calls: [{ index, function: { arguments: piece } }] }));
      }
    });
    response.end(`${chunk({}, "tool_calls")}data: [DONE]\n\n`);
  };

/** Refuses with a status, as servers do. */
export const refuses =
  (status: number, headers: Record<string, string> = {}): Behaviour =>
  (response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify({ error: { message: "no", type: "refused", code: null } }));
  };

/** Refuses requests that have one of these parameters, naming the first as newer servers do, or nothing. */
export const refusesParameters =
  (names: readonly string[], then: Behaviour, { naming = true } = {}): Behaviour =>
  (response, heard) => {
    const found = names.find((name) => name in heard.body);
    if (found === undefined) return then(response, heard);
    const message = naming ? `Unsupported parameter: '${found}' is not supported with this model.` : "no";
    response.writeHead(400, { "content-type": "application/json" });
    response.end(JSON.stringify({ error: { message, type: "invalid_request_error", param: naming ? found : null } }));
  };

/** What a request is for: an answer, a question worded anew, or a tool. */
export const purposeOf = ({ messages, body }: Heard): "answer" | "rewrite" | "tool" =>
  body.tools ? "tool" : messages[1]?.content.includes("<conversation>") ? "rewrite" : "answer";

/** Behaves differently for each purpose; where nothing is said for one, it says nothing. */
export const byPurpose =
  (behaviours: Partial<Record<ReturnType<typeof purposeOf>, Behaviour>>): Behaviour =>
  (response, heard) =>
    (behaviours[purposeOf(heard)] ?? says(""))(response, heard);

/** Says the word its rules tell it for “no answer”, and asks for tools beside it. */
export const declines =
  (tools: Parameters<typeof calls>[0] = []): Behaviour =>
  (response, heard) => {
    const word = /NO_ANSWER_\w+/.exec(heard.messages[0]?.content ?? "")?.[0] ?? "";
    (tools.length > 0 ? calls(tools, word) : says(word))(response, heard);
  };

/** Says a little at a time, for ever, with so many milliseconds in between. */
export const drips =
  (words: string, millis: number): Behaviour =>
  (response) => {
    begin(response);
    const timer = setInterval(() => response.write(text(words)), millis);
    response.on("close", () => clearInterval(timer));
  };

export const hangs: Behaviour = () => undefined;
export const stallsAfter =
  (words: string): Behaviour =>
  (response) => {
    begin(response);
    if (words === "") response.flushHeaders();
    else response.write(text(words));
  };
export const cutsAfter =
  (words: string): Behaviour =>
  (response) => {
    begin(response).write(text(words), () => response.destroy());
  };
export const rubbish: Behaviour = (response) => {
  begin(response).end("data: {not json\n\ndata: 17\n\n");
};
export const otherShape: Behaviour = (response) => {
  begin(response).end('data: {"choices":"x"}\n\ndata: {"choices":[{"delta":{"content":5}}]}\n\ndata: [DONE]\n\n');
};
export const html: Behaviour = (response) => {
  response.writeHead(200, { "content-type": "text/html" }).end("<h1>Welcome to the proxy</h1>");
};
/** Says the same for ever, as fast as it is read. */
export const neverEnds =
  (words: string): Behaviour =>
  (response) => {
    begin(response);
    const more = () => {
      if (response.destroyed) return;
      if (response.write(text(words))) setImmediate(more);
      else response.once("drain", more);
    };
    more();
  };
/** Says everything in one piece of many times that size. */
export const saysHugely =
  (words: string, times: number): Behaviour =>
  (response) => {
    begin(response);
    response.write(text(words.repeat(times)));
    response.end(`${chunk({}, "stop")}data: [DONE]\n\n`);
  };

const answerVectors = (response: ServerResponse, { body }: Heard, length: number, share = 1) => {
  const input = (Array.isArray(body.input) ? body.input : [body.input]) as string[];
  const data = input.slice(0, Math.ceil(input.length * share)).map((words, index) => ({
    object: "embedding",
    index,
    embedding: vectorOf(words, length),
  }));
  response.writeHead(200, { "content-type": "application/json" });
  const usage = { prompt_tokens: input.join(" ").length, total_tokens: input.join(" ").length };
  response.end(JSON.stringify({ object: "list", model: "fake", data, usage }));
};

/** Vectors made from a text's letters: the same text has the same one, and alike texts have alike ones. */
export const vectors =
  (length: number): Behaviour =>
  (response, heard) =>
    answerVectors(response, heard, length);
/** Forgets some of what it was asked. */
export const tooFewVectors =
  (length: number): Behaviour =>
  (response, heard) =>
    answerVectors(response, heard, length, 0.5);

function vectorOf(words: string, length: number): number[] {
  const vector = new Array<number>(length).fill(0);
  for (const [at, character] of [...words.toLowerCase()].entries()) {
    const slot = ((character.codePointAt(0) ?? 0) + (words.codePointAt(Math.max(0, at - 1)) ?? 0)) % length;
    vector[slot] = (vector[slot] ?? 0) + 1;
  }
  const norm = Math.hypot(...vector) || 1;
  return vector.map((value) => value / norm);
}

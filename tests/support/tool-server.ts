import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type Heard = { path: string; headers: IncomingMessage["headers"]; body: string };
export type Answering = (response: ServerResponse, heard: Heard) => void;

/** A site owner's own server on a real port: keeps what it hears, and answers as a test tells it to. */
export async function openToolServer(answer: Answering) {
  const heard: Heard[] = [];
  let wake = () => {};
  const toolServer = {
    url: "",
    heard,
    answer,
    /** Resolves once so many requests were heard. */
    async until(count: number) {
      while (heard.length < count) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  const server: Server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const one = { path: request.url ?? "", headers: request.headers, body: Buffer.concat(chunks).toString("utf8") };
    heard.push(one);
    wake();
    toolServer.answer(response, one);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  toolServer.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/tools`;
  return toolServer;
}

/** Answers with JSON. */
export const json =
  (value: unknown, status = 200): Answering =>
  (response) => {
    response.writeHead(status, { "content-type": "application/json; charset=utf-8" }).end(JSON.stringify(value));
  };

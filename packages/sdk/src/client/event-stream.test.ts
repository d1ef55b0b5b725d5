import * as fc from "fast-check";
import { expect, it } from "vitest";
import { readEvents } from "./event-stream.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

/** A response whose body comes in these pieces. */
function stream(pieces: Uint8Array[], onCancel?: () => void): Response {
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      const piece = pieces.shift();
      if (piece) controller.enqueue(new Uint8Array(piece));
      else controller.close();
    },
    cancel: () => onCancel?.(),
  });
  return new Response(body);
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

it("gives the same events however the stream was cut, in the middle of a letter or of a line end", () => {
  const text =
    ': still here\n\nevent: delta\ndata: {"text":"答え"}\n\nevent: delta\r\ndata: one\r\ndata:  two 🙂\r\n\r\ndata:bare\n\n';
  const whole = bytes(text);
  const cuts = fc.uniqueArray(fc.integer({ min: 1, max: whole.length - 1 }), { maxLength: 30 });
  return fc.assert(
    fc.asyncProperty(cuts, async (at) => {
      const edges = [0, ...at.sort((a, b) => a - b), whole.length];
      const pieces = edges.slice(1).map((edge, n) => whole.slice(edges[n], edge));
      expect(await all(readEvents(stream(pieces)))).toEqual([
        { event: "delta", data: '{"text":"答え"}' },
        { event: "delta", data: "one\n two 🙂" },
        { event: "message", data: "bare" },
      ]);
    }),
  );
});

it("leaves out an event that the end of the stream cuts short", async () => {
  const events = await all(readEvents(stream([bytes("data: whole\n\ndata: ha")])));
  expect(events).toEqual([{ event: "message", data: "whole" }]);
});

it("lets the server stop when its reader does", async () => {
  let cancelled = false;
  const response = stream(
    [bytes("data: one\n\n"), bytes("data: two\n\n"), bytes("data: three\n\n")],
    () => (cancelled = true),
  );
  for await (const { data } of readEvents(response)) if (data === "one") break;
  expect(cancelled).toBe(true);
});

it("gives nothing where there is no body", async () => {
  expect(await all(readEvents(new Response(null)))).toEqual([]);
});

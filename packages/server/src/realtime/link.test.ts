import { type Client, type LinkOptions, openLink } from "@kotae/sdk";
import type { Message, ServerFrame } from "@kotae/sdk/schema";
import * as fc from "fast-check";
import { afterEach, expect, it } from "vitest";
import { WebSocket } from "ws";
import { createBus } from "./index.ts";
import { entry, idOf, messageFrame, startGateway, visitor } from "./testing.ts";

type House = Awaited<ReturnType<typeof startGateway>>;
let house: House;
afterEach(() => house.stop());

const ann = visitor(1);
const A = idOf(101);
const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** The SDK's link to the gateway, as the widget would use it. */
function connect(options: Partial<LinkOptions> = {}) {
  house.know("token", ann);
  const got: number[] = [];
  const states: string[] = [];
  const frames: ServerFrame[] = [];
  const refusals: string[] = [];
  let wake: (() => void) | undefined;
  const noteIn =
    <T>(list: T[]) =>
    (...items: T[]) => {
      list.push(...items);
      wake?.();
    };
  const listMessages = async ({ id, after }: { id: string; after: number }) => {
    const log = house.logs.get(id) ?? [];
    const page = { items: log.filter(({ seq }) => seq > after).slice(0, 7), nextCursor: null, lastSeq: log.length };
    await nextTurn();
    return page;
  };
  const link = openLink({
    client: { listMessages } as unknown as Client,
    url: `http://127.0.0.1:${house.port}/v1/realtime`,
    token: () => "token",
    onFrame: noteIn(frames),
    onMessages: (_, messages) => noteIn(got)(...messages.map(({ seq }) => seq)),
    onState: noteIn(states),
    onRefused: noteIn(refusals),
    random: () => 0,
    ...options,
  });
  const until = async (holds: () => boolean) => {
    while (!holds()) await new Promise<void>((resolve) => (wake = resolve));
  };
  return { link, got, states, frames, refusals, until };
}

it.each([
  ["the platform's WebSocket", undefined],
  ["the ws package", WebSocket],
])("L1 L6 resumes and goes on live, with %s", async (_, Socket) => {
  house = await startGateway();
  house.converse(A, ann, 3);
  const { link, got, frames, until } = connect(
    Socket ? { WebSocket: Socket as unknown as LinkOptions["WebSocket"] } : {},
  );
  link.follow(A, 1);
  await until(() => got.length === 2);
  house.bus.publish(`conversation:${A}`, messageFrame(entry(A, 4)));
  await until(() => got.length === 3);
  expect(got).toEqual([2, 3, 4]);
  expect(frames.map(({ t }) => t)).toEqual(["ready", "presence"]);
  link.close();
});

it("L3 reads over HTTP when the server says reset", async () => {
  house = await startGateway({ limits: { backlog: 5 } });
  house.converse(A, ann, 40);
  const { link, got, until } = connect();
  link.follow(A, 0);
  await until(() => got.length === 40);
  expect(got).toEqual(Array.from({ length: 40 }, (_, n) => n + 1));
  link.close();
});

it("L7 closes with the server's reason", async () => {
  house = await startGateway();
  const { states, refusals, until } = connect({ token: () => "expired" });
  await until(() => refusals.length > 0);
  expect(refusals).toEqual(["token_expired"]);
  expect(states).toEqual(["closed"]);
});

it("subscribes to what is followed before ready, and to what is begun later", async () => {
  house = await startGateway();
  const { link, got, states, until } = connect();
  await until(() => states.includes("live"));
  house.converse(A, ann, 2);
  link.follow(A, 0);
  await until(() => got.length === 2);
  link.close();
});

/** What happens to the conversation and to the wire, one after another. */
const happening = fc.oneof(
  { weight: 8, arbitrary: fc.constant("a message arrives") },
  { weight: 3, arbitrary: fc.constant("a message is lost") },
  { weight: 2, arbitrary: fc.constant("a message comes twice") },
  { weight: 2, arbitrary: fc.constant("a message comes late") },
  { weight: 2, arbitrary: fc.constant("agents talk among themselves") },
  { weight: 1, arbitrary: fc.constant("the socket breaks") },
  { weight: 3, arbitrary: fc.constant("time passes") },
);

it("L1 is whole in the end, whatever the wire did", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 20, maxLength: 120 }), async (happenings) => {
      house = await startGateway({ bus: createBus(), limits: { backlog: 20, helloMs: 60_000 } });
      house.converse(A, ann);
      const log = house.logs.get(A) as Message[];
      const sockets: WebSocket[] = [];
      class Kept extends WebSocket {
        constructor(url: string) {
          super(url);
          sockets.push(this);
        }
      }
      const { link, got, until } = connect({ WebSocket: Kept as unknown as LinkOptions["WebSocket"] });
      link.follow(A, 0);
      const late: Message[] = [];
      const publish = (message: Message) => house.bus.publish(`conversation:${A}`, messageFrame(message));
      const write = (isPublic: boolean) => {
        const seq = log.length + 1;
        const message: Message = isPublic ? entry(A, seq) : { kind: "hidden", conversationId: A, seq };
        log.push(message);
        return message;
      };
      for (const what of happenings) {
        if (what === "agents talk among themselves") write(false);
        else if (what === "the socket breaks") sockets.at(-1)?.terminate();
        else if (what === "time passes") for (let n = 0; n < 5; n++) await nextTurn();
        else {
          const message = write(true);
          if (what === "a message comes late") late.push(message);
          else if (what !== "a message is lost") publish(message);
          if (what === "a message comes twice") publish(message);
          if (what === "a message arrives") for (const old of late.splice(0)) publish(old);
        }
      }
      const last = write(true);
      publish(last);
      // the last one may meet no socket at all; then the backlog has it
      await until(() => got.at(-1) === last.seq);
      expect(got).toEqual(log.map(({ seq }) => seq));
      link.close();
      await house.stop();
    }),
    { numRuns: 40 },
  );
});

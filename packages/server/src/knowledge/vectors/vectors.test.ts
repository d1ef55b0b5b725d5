import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Passage } from "@kotae/sdk/search";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { engines } from "../../../../../tests/support/engines.ts";
import type { Storage } from "../../storage/index.ts";
import { createEmbedder } from "./embedder.ts";
import { createVectorKeeper, type VectorKeeper } from "./keeper.ts";

type Mode = "well" | "choosy" | "refuses" | "error" | "few" | "short" | "zeros" | "rubbish" | "silent";

/** An endpoint that counts letters: texts with the same letters point the same way. */
function fakeEndpoint() {
  const requests: string[][] = [];
  /** What it answers to a request that holds a text it does not take; `most` is how long one may be. */
  const state = { mode: "well" as Mode, status: 400, most: 500 };
  const server: Server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { input } = JSON.parse(Buffer.concat(chunks).toString()) as { input: string[] };
    requests.push(input);
    const { mode } = state;
    if (mode === "silent") return;
    if (mode === "refuses") return response.writeHead(state.status).end("{}");
    if (mode === "choosy" && input.some((text) => text.includes("poison") || text.length > state.most)) {
      return response.writeHead(state.status).end("{}");
    }
    if (mode === "error") return response.writeHead(500).end("{}");
    if (mode === "rubbish") return response.writeHead(200, { "content-type": "application/json" }).end("<html>");
    const vectors = input.map((text) => (mode === "zeros" ? [0, 0, 0] : letters(text)));
    if (mode === "short") vectors[0]?.pop();
    const data = (mode === "few" ? vectors.slice(1) : vectors).map((embedding, index) => ({ index, embedding }));
    // the order of the answer is not promised; the index is
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ data: data.reverse() }));
  });
  return { server, requests, state };
}

const letters = (text: string) =>
  Array.from({ length: 26 }, (_, n) => 1 + 10 * (text.toLowerCase().split(String.fromCharCode(97 + n)).length - 1));
const passage = (articleId: string, text: string): Passage => ({ articleId, title: "", url: "", heading: "", text });

describe.each(engines)("vectors on $name", ({ create }) => {
  const { server, requests, state } = fakeEndpoint();
  let storage: Storage;
  let close: () => Promise<void>;
  let keeper: VectorKeeper;
  let clock = 0;
  const delivered = new Map<string, Float32Array[]>();
  const errors: unknown[] = [];

  beforeAll(async () => {
    ({ storage, close } = await create());
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await close();
  });
  const keeperOf = (name = "letters") => {
    const { port } = server.address() as AddressInfo;
    return createVectorKeeper({
      storage,
      embedder: createEmbedder({ apiKey: "none", baseUrl: `http://127.0.0.1:${port}/v1`, name }),
      now: () => clock,
      deliver: (id, vectors) => delivered.set(id, vectors),
      onError: (error) => errors.push(error),
      // longer than any test: the next try comes when a test says so
      firstPause: 60_000,
    });
  };
  const kept = async (model = "letters") =>
    (await storage.db.selectFrom("passage_vectors").select("hash").where("model", "=", model).execute()).length;
  beforeEach(async () => {
    Object.assign(state, { mode: "well", status: 400, most: 500 });
    requests.length = errors.length = clock = 0;
    delivered.clear();
    await storage.write(({ db }) => db.deleteFrom("passage_vectors").execute());
    keeper = keeperOf();
  });
  afterEach(() => keeper.close());

  it("are asked for once for each text, in batches, and kept", async () => {
    for (let n = 0; n < 40; n++)
      keeper.put(`a${n}`, [passage(`a${n}`, `first ${"x".repeat(n)}`), passage(`a${n}`, "same")]);
    await keeper.idle();
    expect(delivered.size).toBe(40);
    expect(requests.flat()).toHaveLength(41);
    expect(requests.length).toBeLessThanOrEqual(5);
    requests.length = 0;
    keeper.put("b", [passage("b", "same"), passage("b", "first ")]);
    await keeper.idle();
    expect(delivered.get("b")).toHaveLength(2);
    expect(requests).toEqual([]);
  });

  it.each(["error", "few", "short", "zeros", "rubbish"] as const)(
    "wait and try again when the endpoint says %s",
    async (mode) => {
      state.mode = mode;
      keeper.put("a", [passage("a", `${mode} one`), passage("a", `${mode} two`)]);
      await keeper.idle();
      expect(delivered.size).toBe(0);
      expect(errors).toEqual([expect.objectContaining({ code: "unavailable" })]);
      // nothing is asked while it rests, not even for a query
      const asked = requests.length;
      expect(await keeper.ofQuery("hello")).toBeUndefined();
      await keeper.idle();
      expect(requests).toHaveLength(asked);
      state.mode = "well";
      clock = 60_000;
      await keeper.idle();
      expect(delivered.get("a")).toHaveLength(2);
    },
  );

  it("give a query its vector, or nothing where the endpoint is silent", async () => {
    const vector = await keeper.ofQuery("abc");
    expect(Math.hypot(...(vector ?? []))).toBeCloseTo(1);
    await keeper.ofQuery("abc");
    expect(requests).toHaveLength(1);
    state.mode = "silent";
    expect(await keeper.ofQuery("never heard")).toBeUndefined();
  });

  it("follow an article that changes while its vectors are made", async () => {
    keeper.put("a", [passage("a", "old words")]);
    const first = keeper.idle();
    keeper.put("a", [passage("a", "new words")]);
    await first;
    await keeper.idle();
    expect(requests.flat()).toContain("new words");
    expect([...(delivered.get("a")?.[0] ?? [])]).toEqual([...((await keeper.ofQuery("new words")) ?? [])]);
  });

  it.each([400, 413, 422, 500])("are had for all others where one text is refused with %i", async (status) => {
    Object.assign(state, { mode: "choosy", status });
    for (let n = 0; n < 40; n++) keeper.put(`a${n}`, [passage(`a${n}`, n === 17 ? "a short poison" : `text ${n}`)]);
    expect(await keeper.idle()).toBe(true);
    expect(delivered.size).toBe(40);
    expect(delivered.get("a16")?.map(({ length }) => length)).toEqual([26]);
    expect(delivered.get("a17")?.map(({ length }) => length)).toEqual([0]);
    expect(errors).toEqual([expect.objectContaining({ message: expect.stringContaining("some passages (1)") })]);
    // halving it takes no more than a few requests
    expect(requests.length).toBeLessThan(20);
    expect(await keeper.ofQuery("hello")).toHaveLength(26);
  });

  it("are asked for again for a refused text when it or the model changes, and not before", async () => {
    state.mode = "choosy";
    keeper.put("a", [passage("a", "a short poison"), passage("a", "well")]);
    await keeper.idle();
    keeper.close();
    requests.length = 0;
    keeper = keeperOf();
    keeper.put("a", [passage("a", "a short poison"), passage("a", "well")]);
    await keeper.idle();
    expect(delivered.get("a")?.map(({ length }) => length)).toEqual([0, 26]);
    expect(requests).toEqual([]);
    keeper.put("a", [passage("a", "another poison"), passage("a", "well")]);
    await keeper.idle();
    expect(requests.flat()).toContain("another poison");
    keeper.close();
    state.mode = "well";
    keeper = keeperOf("letters-2");
    keeper.put("a", [passage("a", "another poison")]);
    await keeper.idle();
    expect(delivered.get("a")?.map(({ length }) => length)).toEqual([26]);
  });

  it("are made of the beginning of a text that is too long, and the model is not asked in vain for ever", async () => {
    state.mode = "choosy";
    const long = (n: number) => `${n} ${"many words ".repeat(100)}`;
    for (let n = 0; n < 8; n++) keeper.put(`a${n}`, [passage(`a${n}`, long(n))]);
    await keeper.idle();
    expect([...delivered.values()].map(([vector]) => vector?.length)).toEqual(Array(8).fill(26));
    requests.length = 0;
    for (let n = 10; n < 40; n++) keeper.put(`a${n}`, [passage(`a${n}`, long(n))]);
    await keeper.idle();
    expect(delivered.size).toBe(38);
    expect(requests.length).toBeLessThan(5);
    expect(errors).toEqual([]);
  });

  it("wait where the endpoint refuses whatever it is asked, and nothing is held against a text", async () => {
    state.mode = "refuses";
    keeper.put("a", [passage("a", "one"), passage("a", "two")]);
    expect(await keeper.idle()).toBe(false);
    expect(errors).toEqual([expect.objectContaining({ code: "unavailable" })]);
    expect(await kept()).toBe(0);
    state.mode = "well";
    clock = 60_000;
    await keeper.idle();
    expect(delivered.get("a")?.map(({ length }) => length)).toEqual([26, 26]);
  });

  it("go on for other queries where the model does not take one", async () => {
    state.mode = "choosy";
    expect(await keeper.ofQuery("poison")).toBeUndefined();
    expect(await keeper.ofQuery("hello")).toHaveLength(26);
    requests.length = 0;
    expect(await keeper.ofQuery("poison")).toBeUndefined();
    expect(requests).toEqual([]);
  });

  it("wait longer only while failures follow on each other", async () => {
    for (let n = 0; n < 9; n++) {
      state.mode = "error";
      expect(await keeper.ofQuery(`fails ${n}`)).toBeUndefined();
      state.mode = "well";
      // not before the first pause is over, and not later
      clock += 59_999;
      expect(await keeper.ofQuery(`early ${n}`)).toBeUndefined();
      clock += 1;
      expect(await keeper.ofQuery(`again ${n}`)).toHaveLength(26);
    }
    state.mode = "error";
    await keeper.ofQuery("one failure");
    clock += 60_000;
    await keeper.ofQuery("and another");
    state.mode = "well";
    clock += 60_000;
    expect(await keeper.ofQuery("too early")).toBeUndefined();
    clock += 60_000;
    expect(await keeper.ofQuery("in time")).toHaveLength(26);
  });

  it("are deleted with their article and their text, as long as no other article has it", async () => {
    keeper.put("a", [passage("a", "shared"), passage("a", "old")]);
    keeper.put("b", [passage("b", "shared")]);
    await keeper.idle();
    expect(await kept()).toBe(2);
    keeper.put("a", [passage("a", "shared"), passage("a", "new")]);
    await keeper.idle();
    expect(await kept()).toBe(2);
    keeper.drop(["a"]);
    await keeper.idle();
    expect(await kept()).toBe(1);
    keeper.drop(["b"]);
    await keeper.idle();
    expect(await kept()).toBe(0);
  });

  it("of before are deleted once all articles are known: of other texts, and of other models", async () => {
    const before = keeperOf("letters-1");
    for (let n = 0; n < 20; n++) before.put(`a${n}`, [passage(`a${n}`, `text ${n}`)]);
    await before.idle();
    before.close();
    keeper.put("gone", [passage("gone", "gone")]);
    keeper.put("stays", [passage("stays", "stays")]);
    await keeper.idle();
    keeper.close();
    keeper = keeperOf();
    keeper.put("stays", [passage("stays", "stays")]);
    await keeper.idle();
    expect([await kept("letters-1"), await kept()]).toEqual([20, 2]);
    keeper.complete();
    await keeper.idle();
    expect([await kept("letters-1"), await kept()]).toEqual([0, 1]);
  });
});

import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Passage } from "@kotae/sdk/search";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { engines } from "../../../../../tests/support/engines.ts";
import type { Storage } from "../../storage/index.ts";
import { createEmbedder } from "./embedder.ts";
import { createVectorKeeper, type VectorKeeper } from "./keeper.ts";
import { fuse, nearest } from "./nearest.ts";

type Mode = "well" | "error" | "few" | "short" | "zeros" | "rubbish" | "silent";

/** An endpoint that counts letters: texts with the same letters point the same way. */
function fakeEndpoint() {
  const requests: string[][] = [];
  const state: { mode: Mode } = { mode: "well" };
  const server: Server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { input } = JSON.parse(Buffer.concat(chunks).toString()) as { input: string[] };
    requests.push(input);
    const { mode } = state;
    if (mode === "silent") return;
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
  const embedder = () => {
    const { port } = server.address() as AddressInfo;
    return createEmbedder({ apiKey: "none", baseUrl: `http://127.0.0.1:${port}/v1`, name: "letters" });
  };
  beforeEach(() => {
    Object.assign(state, { mode: "well" });
    requests.length = errors.length = clock = 0;
    delivered.clear();
    keeper = createVectorKeeper({
      storage,
      embedder: embedder(),
      now: () => clock,
      deliver: (id, vectors) => delivered.set(id, vectors),
      onError: (error) => errors.push(error),
      // longer than any test: the next try comes when a test says so
      firstPause: 60_000,
    });
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
});

describe("nearest", () => {
  it("gives each article by its best passage, without those that may not be seen or speak of other dimensions", () => {
    const vectors = new Map([
      ["a", [Float32Array.of(1, 0), Float32Array.of(0, 1)]],
      ["b", [Float32Array.of(0.6, 0.8)]],
      ["secret", [Float32Array.of(0, 1)]],
      ["other", [Float32Array.of(1, 0, 0)]],
    ]);
    const near = nearest(vectors, Float32Array.of(0, 1), 5, (id) => id !== "secret");
    expect(near.map(({ articleId, passage }) => [articleId, passage])).toEqual([
      ["a", 1],
      ["b", 0],
    ]);
  });
});

describe("fusing two rankings", () => {
  const ranking = fc.uniqueArray(fc.constantFrom(..."abcdefghij"), { maxLength: 10 });

  it("keeps a ranking as it is where the other is the same or empty", () => {
    fc.assert(
      fc.property(ranking, (ids) => {
        expect(fuse(ids, ids)).toEqual(ids);
        expect(fuse(ids, [])).toEqual(ids);
        expect(fuse([], ids)).toEqual(ids);
      }),
    );
  });

  it("holds everything once, and never puts one above another that both rank higher", () => {
    fc.assert(
      fc.property(ranking, ranking, (one, other) => {
        const fused = fuse(one, other);
        expect([...fused].sort()).toEqual([...new Set([...one, ...other])].sort());
        for (const [n, id] of one.entries()) {
          for (const lower of one.slice(n + 1)) {
            const both = other.includes(id) && (!other.includes(lower) || other.indexOf(id) < other.indexOf(lower));
            if (both) expect(fused.indexOf(id)).toBeLessThan(fused.indexOf(lower));
          }
        }
      }),
    );
  });
});

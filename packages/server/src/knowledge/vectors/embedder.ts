import { KotaeError } from "@kotae/sdk/errors";

/** Where vectors come from: any OpenAI-compatible endpoint. */
export type EmbeddingModel = { apiKey: string; baseUrl: string | undefined; name: string };

export type Embedder = {
  model: string;
  /**
   * A vector of length 1 for each text, in their order. Throws `invalid_input` where the model refuses what it was given,
   * as with a text that is too long, and `unavailable` for every other failure of the endpoint's.
   */
  embed(texts: readonly string[], millis: number): Promise<Float32Array[]>;
};

/** Asks an embedding model; what comes back is checked before anybody rests on it. */
export function createEmbedder({ apiKey, baseUrl, name }: EmbeddingModel): Embedder {
  let dimensions = 0;
  return {
    model: name,
    async embed(texts, millis) {
      if (texts.length === 0) return [];
      const stop = AbortSignal.timeout(millis);
      try {
        // loaded when first needed: most installations never set a model
        const { OpenAI } = await import("openai");
        const client = new OpenAI({
          apiKey,
          ...(baseUrl === undefined ? {} : { baseURL: baseUrl }),
          maxRetries: 0,
          timeout: millis,
          logLevel: "off",
        });
        const request = { model: name, input: [...texts], encoding_format: "float" as const };
        const { data } = await client.embeddings.create(request, { signal: stop });
        const vectors = read(data, texts.length);
        const size = vectors[0]?.length ?? 0;
        // a model that changes its mind about its own size cannot be compared with what it said before
        if (dimensions !== 0 && size !== dimensions)
          throw new Error(`It gave ${size} numbers instead of ${dimensions}.`);
        dimensions = size;
        return vectors;
      } catch (cause) {
        if (refusals.has(Number((cause as { status?: unknown })?.status))) {
          throw new KotaeError("invalid_input", "The embedding model does not take these texts.", { cause });
        }
        throw new KotaeError("unavailable", "The embedding model did not answer as it should.", { cause });
      }
    },
  };
}

/** Said of what was sent; other statuses from 400 on are about keys, limits and addresses. */
const refusals = new Set([400, 413, 422]);

function read(data: unknown, count: number): Float32Array[] {
  if (!Array.isArray(data) || data.length !== count) throw new Error("It gave another number of vectors than texts.");
  const vectors: Float32Array[] = [];
  for (const entry of data as { index?: unknown; embedding?: unknown }[]) {
    const { index, embedding } = entry ?? {};
    if (!Number.isInteger(index) || Number(index) < 0 || Number(index) >= count || !Array.isArray(embedding)) {
      throw new Error("It gave something that is no vector.");
    }
    vectors[Number(index)] = unit(Float32Array.from(embedding as number[]));
  }
  const size = vectors[0]?.length ?? 0;
  for (let n = 0; n < count; n++) {
    if (size === 0 || vectors[n]?.length !== size) throw new Error("Its vectors are of different lengths.");
  }
  return vectors;
}

/** The same direction with length 1, so that a product of two is the cosine between them. */
function unit(vector: Float32Array): Float32Array {
  let sum = 0;
  for (const value of vector) sum += value * value;
  const length = Math.sqrt(sum);
  if (!Number.isFinite(length) || length === 0) throw new Error("It gave a vector without a direction.");
  return vector.map((value) => value / length);
}

import { KotaeError } from "@kotae/sdk/errors";
import type { Embedder } from "../../knowledge/index.ts";
import type { Pointing } from "./alike.ts";
import { type Yardstick, yardstickOf, yardstickTexts } from "./yardstick.ts";

/** Where questions point, as far as it was asked. */
export type Points = {
  /** Asks for what is not known yet; gives whether anything was learned. */
  learn(texts: readonly string[]): Promise<boolean>;
  /** What is known, or undefined while no yardstick has been laid to the model. */
  known(): Pointing | undefined;
};

export type PointsDeps = { embedder: Embedder; now(): number; onError(error: unknown): void };

const kept = 20_000;
const batch = 64;
/** So many are asked for before gaps are sorted; what is left is asked for with the next ones. */
const atOnce = 256;
const textChars = 2_000;
const millis = 15_000;
/** After a failure the endpoint is left alone for so long, and words alone decide. */
const restMillis = 60_000;

/** Keeps the vectors of questions in memory, and the yardstick of the model they come from. */
export function createPoints({ embedder, now, onError }: PointsDeps): Points {
  const vectors = new Map<string, Float32Array | undefined>();
  let yardstick: Yardstick | undefined;
  let restsUntil = 0;

  async function ask(texts: readonly string[]): Promise<Float32Array[] | undefined> {
    try {
      return await embedder.embed(
        texts.map((text) => text.slice(0, textChars).toWellFormed()),
        millis,
      );
    } catch (error) {
      onError(error);
      // texts the model does not take say nothing about the others
      if (!KotaeError.is(error) || error.code !== "invalid_input") restsUntil = now() + restMillis;
      return undefined;
    }
  }

  async function layYardstick(): Promise<void> {
    const all = await ask(yardstickTexts);
    if (!all) return;
    const byText = new Map(yardstickTexts.map((text, n) => [text, all[n] as Float32Array]));
    yardstick = yardstickOf((text) => byText.get(text) as Float32Array);
  }

  return {
    async learn(texts) {
      const missing = [...new Set(texts)].filter((text) => !vectors.has(text)).slice(0, atOnce);
      if (missing.length === 0 || now() < restsUntil) return false;
      if (!yardstick) await layYardstick();
      if (vectors.size > kept) vectors.clear();
      for (let from = 0; from < missing.length && now() >= restsUntil; from += batch) {
        const some = missing.slice(from, from + batch);
        const found = await ask(some);
        if (found || now() >= restsUntil) for (const [n, text] of some.entries()) vectors.set(text, found?.[n]);
      }
      return true;
    },
    known: () => (yardstick ? { of: (text) => vectors.get(text), yardstick } : undefined),
  };
}

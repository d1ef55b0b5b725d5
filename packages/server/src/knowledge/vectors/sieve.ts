import { KotaeError } from "@kotae/sdk/errors";
import type { Embedder } from "./embedder.ts";

/** A text's vector; or that the model refuses this text, or that its server fails over it and over no other. */
export type Sieved = Float32Array | "refused" | "failing";

/**
 * Gives each text what the model makes of it, so that one it does not take holds up no other: the batch is halved until
 * it is found, and then shortened. Throws `unavailable` where the endpoint does not answer, or takes nothing at all.
 */
export type Sieve = (texts: readonly string[], millis: number) => Promise<Sieved[]>;

/** What every model takes; where this is refused, it is not for the text. */
const plainest = "Hello";
/** What is still too long at this length is refused for something else. */
const shortest = 60;
/** So many texts that were taken when cut say how much the model takes. */
const cutsTelling = 3;

/** Over an embedder; it learns how much of a text the model takes. */
export function createSieve(embedder: Embedder): Sieve {
  const cuts: number[] = [];
  const ask = (texts: readonly string[], millis: number) => {
    const most = cuts.length < cutsTelling ? Number.POSITIVE_INFINITY : Math.max(...cuts.slice(-cutsTelling));
    return embedder.embed(
      texts.map((text) => text.slice(0, most).toWellFormed()),
      millis,
    );
  };

  async function halve(texts: readonly string[], millis: number, error: unknown): Promise<Sieved[]> {
    const [only = ""] = texts;
    if (texts.length === 1) return [await shorten(only, millis, error)];
    const middle = Math.ceil(texts.length / 2);
    const found: Sieved[] = [];
    for (const half of [texts.slice(0, middle), texts.slice(middle)]) {
      try {
        found.push(...(await ask(half, millis)));
      } catch (next) {
        if (!isOverText(next)) throw next;
        found.push(...(await halve(half, millis, next)));
      }
    }
    return found;
  }

  async function shorten(text: string, millis: number, error: unknown): Promise<Sieved> {
    let last = error;
    for (let length = text.length >> 1; length >= shortest; length >>= 1) {
      try {
        const [vector] = await ask([text.slice(0, length)], millis);
        cuts.push(length);
        return vector as Float32Array;
      } catch (next) {
        if (!isOverText(next)) throw next;
        last = next;
      }
    }
    return isRefusal(last) ? "refused" : "failing";
  }

  return async (texts, millis) => {
    try {
      return await ask(texts, millis);
    } catch (error) {
      if (!isOverText(error)) throw error;
      await ask([plainest], millis).catch((cause: unknown) => {
        throw isRefusal(cause)
          ? new KotaeError("unavailable", "The embedding model refuses whatever it is asked.", { cause })
          : cause;
      });
      return halve(texts, millis, error);
    }
  };
}

const isRefusal = (error: unknown) => KotaeError.is(error) && error.code === "invalid_input";

/** Whether the texts may be why: some servers say 500 for one that is too long. */
const isOverText = (error: unknown): boolean =>
  isRefusal(error) || (KotaeError.is(error) && (error.cause as { status?: unknown } | undefined)?.status === 500);

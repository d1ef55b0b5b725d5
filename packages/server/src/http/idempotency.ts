import { createHmac } from "node:crypto";
import { KotaeError } from "@kotae/sdk/errors";
import type { Act } from "../act.ts";
import { type Db, isDuplicate } from "../storage/index.ts";
import * as store from "./store.ts";

/** A repeated request is answered from memory for so long. */
export const keptHours = 48;

/** What makes two requests the same: the same caller, key, route and input. */
export type Fingerprint = { scope: string; key: string; hash: string };

/**
 * The fingerprint of a write, or undefined where no key came with it; throws where the key is no key.
 *
 * Keyed with the server's secret: an input may hold a password, which could be guessed from a plain hash of it.
 */
export function fingerprint(
  scope: string,
  key: string | undefined,
  route: string,
  input: unknown,
  secret: string,
): Fingerprint | undefined {
  if (key === undefined) return undefined;
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw new KotaeError("idempotency_key_invalid", "The Idempotency-Key must be 1 to 255 visible ASCII characters.");
  }
  return {
    scope,
    key,
    hash: createHmac("sha256", secret)
      .update(`${route}\n${JSON.stringify(input)}`)
      .digest("base64url"),
  };
}

/** The first answer to this request, or undefined where it is the first. */
export async function recall(db: Db, print: Fingerprint): Promise<{ body: unknown } | undefined> {
  const row = await store.findKey(db, print.scope, print.key);
  if (!row) return undefined;
  if (row.request_hash !== print.hash) {
    throw new KotaeError("idempotency_key_reused", "This Idempotency-Key was used for another request.", {
      hint: "Use a new key for every new request.",
    });
  }
  return { body: JSON.parse(row.body) as unknown };
}

/**
 * Runs the deed and keeps its answer under the key, both in the deed's own transaction, so that a crash loses or keeps
 * them together. Where the same request ran meanwhile, everything is taken back and `Raced` is thrown.
 */
export async function remember<T>(act: Act, print: Fingerprint, deed: (act: Act) => Promise<T>): Promise<T> {
  const answer = await deed(act);
  try {
    await store.insertKey(act.db, {
      scope: print.scope,
      key: print.key,
      request_hash: print.hash,
      status: 200,
      body: JSON.stringify(answer),
      created_at: act.now,
    });
  } catch (error) {
    throw isDuplicate(error) ? new Raced() : error;
  }
  return answer;
}

/** The same request was answered while this one ran. */
export class Raced extends Error {}

/** Forgets keys nobody can still be repeating. */
export const forgetOld = (act: Act) => store.deleteKeysBefore(act.db, act.now - keptHours * 3_600_000);

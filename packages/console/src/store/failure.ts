import { KotaeError } from "@kotae/sdk";
import type { Words } from "../strings/index.ts";

/** What happened, in words of the person's language. */
export function failureWords(error: unknown, words: Words): string {
  const code = KotaeError.is(error) ? error.code : undefined;
  return (code === undefined ? undefined : words.failures[code]) ?? words.failures.other;
}

/** True where the caller itself called the request off, and nobody has to hear of it. */
export const isAborted = (error: unknown): boolean => KotaeError.is(error) && error.code === "aborted";

/** True where the session is over and only a new log-in helps. */
export const isSessionOver = (error: unknown): boolean =>
  KotaeError.is(error) && ["unauthorized", "token_expired", "token_invalid"].includes(error.code);

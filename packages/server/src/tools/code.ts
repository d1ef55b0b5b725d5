import { randomInt } from "node:crypto";

export const codeMinutes = 10;
export const codeTries = 5;
export const codesAnHour = 3;
const hour = 3_600_000;

/** Six digits nobody can foresee. */
export const newCode = (): string => String(randomInt(1_000_000)).padStart(6, "0");

/** A code as somebody typed it: full-width digits are digits, and spaces between them are nothing. */
export const readCode = (typed: string): string => typed.normalize("NFKC").replaceAll(/[\s-]/g, "");

/**
 * Where a visitor's code may go: to an address a signed token gave, or one left with a ticket before. Not to one that
 * was only typed: whoever asks could have made it up for this.
 */
export const addressFor = (
  visitor: { email: string | null; verified: number },
  hasTicket: boolean,
): string | undefined => (visitor.email !== null && (visitor.verified === 1 || hasTicket) ? visitor.email : undefined);

/** Seconds until one more code may go out, 0 where it may now, by when those of the last hour did. */
export function waitForCode(sentAt: readonly number[], now: number): number {
  const recent = sentAt.filter((time) => time > now - hour).sort((a, b) => a - b);
  const frees = recent.at(-codesAnHour);
  return frees === undefined ? 0 : Math.max(1, Math.ceil((frees + hour - now) / 1000));
}

export type CodeVerdict = "right" | "wrong" | "expired" | "tried_too_often";

/** What a guess comes to; `tries` counts it already. The last wrong one ends it. */
export function judgeCode(guess: { matches: boolean; tries: number; expiresAt: number; now: number }): CodeVerdict {
  if (guess.now >= guess.expiresAt) return "expired";
  if (guess.tries > codeTries) return "tried_too_often";
  if (guess.matches) return "right";
  return guess.tries === codeTries ? "tried_too_often" : "wrong";
}

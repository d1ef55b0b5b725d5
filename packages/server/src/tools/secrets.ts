import { newSigningSecret } from "./sign.ts";
import type { Vault } from "./vault.ts";

/** A replaced secret signs along for so long, so that a receiver can change over without losing a request. */
export const overlapHours = 24;

type Kept = { current: string; before?: string; beforeUntil?: number };

/** A first secret, and how it is stored. */
export function firstSecret(vault: Vault, toolId: string): { secret: string; sealed: string } {
  const secret = newSigningSecret();
  return { secret, sealed: vault.seal(JSON.stringify({ current: secret } satisfies Kept), toolId) };
}

/** A new secret beside the one it replaces, and how both are stored. */
export function nextSecret(vault: Vault, toolId: string, sealed: string, now: number) {
  const { current } = JSON.parse(vault.open(sealed, toolId)) as Kept;
  const secret = newSigningSecret();
  const kept: Kept = { current: secret, before: current, beforeUntil: now + overlapHours * 3_600_000 };
  return { secret, sealed: vault.seal(JSON.stringify(kept), toolId) };
}

/** The secrets a tool's requests are signed with now, the newest first. */
export function signingSecrets(vault: Vault, tool: { id: string; secret: string }, now: number): string[] {
  const { current, before, beforeUntil = 0 } = JSON.parse(vault.open(tool.secret, tool.id)) as Kept;
  return before !== undefined && beforeUntil > now ? [current, before] : [current];
}

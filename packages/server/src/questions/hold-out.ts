import { createHash } from "node:crypto";

/**
 * Whether a visitor belongs to the share whose questions go straight to people; the same visitor always does or does
 * not, and whoever is in a small share is in every larger one.
 */
export function isHeldOut(visitorId: string, share: number): boolean {
  const hash = createHash("sha256").update(`hold-out ${visitorId}`).digest();
  return hash.readUIntBE(0, 6) / 2 ** 48 < share;
}

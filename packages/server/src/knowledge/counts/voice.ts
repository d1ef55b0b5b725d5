import { createHmac } from "node:crypto";
import type { Actor } from "../../identity/index.ts";

/**
 * Who a reader is, as far as one voice a day asks: a visitor or an agent by id, anybody else by a keyed hash of where
 * they come from, which is another one tomorrow and leads back to nobody.
 *
 * The browser counts too: an office, or a proxy in front of this server, is one address for many people.
 */
export function voiceOf(
  actor: Actor,
  from: { address: string; userAgent: string | undefined; day: string },
  secret: string,
): string {
  if (actor.kind !== "public") return `${actor.kind}:${actor.id}`;
  const seen = JSON.stringify([from.day, from.address, from.userAgent ?? ""]);
  return `anyone:${createHmac("sha256", `voice ${secret}`).update(seen).digest("base64url").slice(0, 22)}`;
}

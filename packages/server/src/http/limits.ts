import { KotaeError } from "@kotae/sdk/errors";
import type { RouteName } from "@kotae/sdk/routes";
import { routes } from "@kotae/sdk/routes";

/** `burst` requests at once, then `perMinute`. Offices share an address, so an address may do more than a session. */
type Rate = { burst: number; perMinute: number };
export type RateClass = "read" | "write" | "ask" | "session" | "login";

export const rates: Record<RateClass, { session: Rate; address: Rate }> = {
  read: { session: { burst: 120, perMinute: 600 }, address: { burst: 1_200, perMinute: 6_000 } },
  write: { session: { burst: 60, perMinute: 240 }, address: { burst: 600, perMinute: 2_400 } },
  ask: { session: { burst: 10, perMinute: 20 }, address: { burst: 100, perMinute: 400 } },
  session: { session: { burst: 30, perMinute: 30 }, address: { burst: 60, perMinute: 60 } },
  login: { session: { burst: 5, perMinute: 3 }, address: { burst: 20, perMinute: 20 } },
};

/** What a request counts as. */
export function classOf(name: RouteName): RateClass {
  // whoever runs tools asks somebody else's system
  if (name === "ask" || name === "startToolRun" || name === "confirmToolRun") return "ask";
  if (name === "createVisitor") return "session";
  if (name === "createSession") return "login";
  return routes[name][0] === "GET" ? "read" : "write";
}

/** Bytes a body may have: an article is long, everything else is words. */
export const bodyBytes = (name: RouteName): number =>
  name === "createArticle" || name === "updateArticle" ? 2 * 1024 * 1024 : 64 * 1024;

type Bucket = { tokens: number; at: number };
/** More callers than this at once, and the fullest buckets are forgotten: they would not refuse anybody anyway. */
const bucketsKept = 50_000;

/** Token buckets for sessions and addresses, held in memory. */
export function createLimiter(now: () => number) {
  const buckets = new Map<string, Bucket>();

  function take(key: string, rate: Rate): number {
    const bucket = buckets.get(key) ?? { tokens: rate.burst, at: now() };
    const perMilli = rate.perMinute / 60_000;
    const tokens = Math.min(rate.burst, bucket.tokens + Math.max(0, now() - bucket.at) * perMilli);
    const granted = tokens >= 1;
    // re-inserted, so that the map's order is the order of use
    buckets.delete(key);
    buckets.set(key, { tokens: granted ? tokens - 1 : tokens, at: now() });
    if (buckets.size > bucketsKept) buckets.delete(buckets.keys().next().value ?? "");
    return granted ? 0 : Math.ceil((1 - tokens) / perMilli / 1000);
  }

  return {
    /** Counts one request; throws `rate_limited` with the seconds to wait. */
    count(kind: RateClass, session: string | undefined, address: string): void {
      const waits = [take(`${kind} ${address}`, rates[kind].address)];
      if (session !== undefined) waits.push(take(`${kind} ${session}`, rates[kind].session));
      const wait = Math.max(...waits);
      if (wait > 0) {
        throw new KotaeError("rate_limited", `Too many requests. Try again in ${wait} s.`, { retryAfter: wait });
      }
    },
  };
}

export type Limiter = ReturnType<typeof createLimiter>;

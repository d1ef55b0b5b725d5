import { KotaeError, type VisitorClient } from "@kotae/sdk";
import type { Attributes, Visitor } from "@kotae/sdk/schema";
import { signal } from "@preact/signals";
import type { IdentityToken, Lang } from "../contract.ts";
import type { Memory } from "./memory.ts";

export type Session = ReturnType<typeof createSession>;

export type SessionDeps = {
  client: Pick<VisitorClient, "createVisitor" | "updateVisitor" | "getVisitor">;
  memory: Memory;
  site: string;
  lang: () => Lang;
  onError: (error: unknown) => void;
  /** This device now belongs to somebody else: what was on screen is not theirs. */
  onSwitch: () => void;
};

/** Who the visitor is to the server; nobody until the first call that needs it. */
export function createSession({ client, memory, site, lang, onError, onSwitch }: SessionDeps) {
  const visitor = signal<Visitor>();
  let provider: IdentityToken | undefined;
  let isExchanged = false;
  let isStale = false;
  let attributes: Attributes | undefined;
  let starting: Promise<void> | undefined;
  let era = 0;

  /** Makes sure there is a token, and that it says who the page says it is. */
  function ensure(): Promise<void> {
    const isReady = memory.get().token !== undefined && !isStale && (provider === undefined || isExchanged);
    if (isReady) return Promise.resolve();
    starting ??= begin().finally(() => {
      starting = undefined;
    });
    return starting;
  }

  /** The server refused the token: gets another. */
  function renew(): Promise<void> {
    isStale = true;
    isExchanged = false;
    return ensure();
  }

  async function begin(): Promise<void> {
    const born = era;
    const held = memory.get();
    // an identified visitor's token is never handed to the next one
    const device = held.verified && provider !== undefined && !isStale ? undefined : held.token;
    const made = await exchange(device);
    if (born !== era) throw new KotaeError("aborted", "This device was forgotten meanwhile.");
    const isOther = held.verified === true && held.visitorId !== made.visitor.id;
    memory.keep({
      token: made.token,
      visitorId: made.visitor.id,
      verified: made.visitor.verified,
      ...(isOther && { conversationId: undefined, live: false, unsent: [] }),
    });
    visitor.value = made.visitor;
    isStale = false;
    isExchanged = provider !== undefined;
    if (isOther) onSwitch();
    if (attributes) await sendAttributes();
  }

  /** Tries all we have, then a fresh identity token, then less and less, until the server knows somebody in it. */
  async function exchange(device: string | undefined) {
    const attempts: [isNamed: boolean, token?: string | undefined][] = [[false, device], [false]];
    if (provider) attempts.unshift([true, device], [true, device], [true]);
    let refusal: unknown;
    for (const [isNamed, token] of attempts) {
      try {
        const identityToken = isNamed && (typeof provider === "function" ? await provider() : provider);
        return await client.createVisitor({
          siteKey: site,
          locale: lang(),
          ...(identityToken && { identityToken }),
          ...(token && { token }),
        });
      } catch (error) {
        // the page's own callback may fail as well: its visitor goes on without a name
        if (KotaeError.is(error) && error.status !== 401) throw error;
        if (isNamed && !refusal) onError(error);
        refusal = error;
      }
    }
    throw refusal;
  }

  async function sendAttributes(): Promise<void> {
    const sent = attributes;
    if (!sent) return;
    try {
      visitor.value = await client.updateVisitor({ attributes: sent });
      if (attributes === sent) attributes = undefined;
    } catch (error) {
      onError(error);
    }
  }

  return {
    visitor,
    ensure,
    token: () => memory.get().token,
    renew,
    /** Runs a call that needs a session, once more with a new token where the old one is refused. */
    async run<T>(call: () => Promise<T>): Promise<T> {
      await ensure();
      try {
        return await call();
      } catch (error) {
        if (!KotaeError.is(error) || error.status !== 401) throw error;
        await renew();
        return call();
      }
    },
    identify(next: IdentityToken): void {
      provider = next;
      isExchanged = false;
    },
    hasIdentity: () => provider !== undefined,
    /** Keeps what the page knows of its visitor, and sends it as soon as there is a session. */
    async set(more: Attributes): Promise<void> {
      attributes = { ...attributes, ...more };
      if (memory.get().token !== undefined && !starting) await sendAttributes();
    },
    /** Learns the visitor's name and address where a stored token is all there is. */
    async learn(): Promise<void> {
      if (visitor.value || memory.get().token === undefined) return;
      // not knowing only means that the form asks
      const known = await client.getVisitor().catch(() => undefined);
      visitor.value ??= known;
    },
    forget(): void {
      era++;
      provider = undefined;
      attributes = undefined;
      starting = undefined;
      isStale = false;
      isExchanged = false;
      visitor.value = undefined;
      memory.forget();
    },
  };
}

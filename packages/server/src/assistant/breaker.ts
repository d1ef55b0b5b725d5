import { isEndpointFailure, type ModelError } from "./model-error.ts";

/** After so many failures in a row the model is left alone for a while: visitors should not wait for nothing. */
const failuresAllowed = 3;
const restMillis = 60_000;

/** Leaves a model alone that fails in a row, and then lets one call try it. */
export type Breaker = {
  /** Whether a call may be made now; after the rest only one at a time, until one succeeds. */
  mayTry(): boolean;
  succeeded(): void;
  /** Counts where the endpoint failed, not where it refused. */
  failed(error: ModelError): void;
  /** A call that ended without telling anything, as when its visitor left. */
  left(): void;
  state(): { breaker: "closed" | "open"; lastError: string | null };
};

export function createBreaker(now: () => number): Breaker {
  let failures = 0;
  let openedAt: number | undefined;
  let isProbing = false;
  let lastError: string | null = null;
  return {
    mayTry() {
      if (openedAt === undefined) return true;
      if (isProbing || now() < openedAt + restMillis) return false;
      isProbing = true;
      return true;
    },
    succeeded() {
      failures = 0;
      openedAt = undefined;
      isProbing = false;
    },
    failed(error) {
      lastError = `${error.reason}: ${error.message}`;
      if (!isEndpointFailure(error)) {
        isProbing = false;
        return;
      }
      failures += 1;
      if (isProbing || failures >= failuresAllowed) openedAt = now();
      isProbing = false;
    },
    left() {
      isProbing = false;
    },
    state: () => ({ breaker: openedAt === undefined ? "closed" : "open", lastError }),
  };
}

import type { RouteName } from "@kotae/sdk/routes";
import type { Output, Parsed } from "@kotae/sdk/schema";
import type { Act } from "../act.ts";
import type { Actor, AgentActor, VisitorActor } from "../identity/index.ts";
import type { Services } from "../services.ts";

/** One request as a handler sees it. */
export type Context = Services & {
  actor: Actor;
  /** The actor, where the route's line in `access.ts` allows no other kind. */
  visitor: VisitorActor;
  agent: AgentActor;
  /** The agent's session secret, where a cookie brought one. */
  session: string | undefined;
  userAgent: string | undefined;
  acceptLanguage: string | undefined;
  /** Where the request comes from. */
  address(): string;
  /** Fires when the caller has gone. */
  signal(): AbortSignal;
  /**
   * Runs one deed; what it gives back must be the answer to the request, which is kept under the request's
   * Idempotency-Key in the same transaction.
   */
  act<T>(deed: (act: Act) => Promise<T>): Promise<T>;
  /** Runs a deed on the way to the answer, which keeps nothing under the key. */
  step: Services["act"];
  idempotencyKey: string | undefined;
  /** Sets a header of the answer. */
  header(name: string, value: string): void;
  /**
   * Answers with this text instead of JSON, as a download under its name, for the formats a route offers beside; or with
   * bytes that are in brotli already.
   */
  instead(file: InsteadFile): void;
};

export type InsteadFile = { type: string; name: string; text: string } | { type: string; brotli: Uint8Array };

export type Handler<N extends RouteName> = (context: Context, input: Parsed<N>) => Promise<Output<N>>;
export type Handlers = { [N in RouteName]: Handler<N> };

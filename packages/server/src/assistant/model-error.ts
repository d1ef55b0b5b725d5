/** Why a model gave no answer that can be used. */
export type ModelFailure =
  | "timeout"
  | "stalled"
  | "cut_off"
  | "refused"
  | "rate_limited"
  | "bad_request"
  | "unreachable"
  | "nonsense"
  | "budget";

/**
 * Whether a failure says something about the endpoint. A refusal says something about what was asked, which any visitor
 * can bring about, and must not silence the model for everybody else.
 */
export const isEndpointFailure = ({ reason }: Pick<ModelError, "reason">): boolean => endpointFailures.has(reason);

const endpointFailures: ReadonlySet<ModelFailure> = new Set([
  "timeout",
  "stalled",
  "cut_off",
  "rate_limited",
  "unreachable",
  "nonsense",
]);

/** The one error of the model's side: `reason` for programs and logs, the message for people. */
export class ModelError extends Error {
  override readonly name = "ModelError";
  readonly reason: ModelFailure;
  constructor(reason: ModelFailure, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.reason = reason;
  }
}

/** What went wrong with a call, whatever the library below threw. */
export function toModelError(error: unknown): ModelError {
  if (error instanceof ModelError) return error;
  const status = statusOf(error);
  const cause = { cause: error };
  // some servers refuse a text they find improper as if it were a broken request
  if (status === 400 && /content_?filter|content_policy/.test(`${textAt(error, "code")} ${textAt(error, "type")}`))
    return new ModelError("refused", "The model's server refused to answer.", cause);
  if (status === 401 || status === 403)
    return new ModelError("refused", `The model's server answered ${status}.`, cause);
  if (status === 408) return new ModelError("timeout", "The model's server ran out of time.", cause);
  if (status === 429) return new ModelError("rate_limited", "The model's server is asked too much.", cause);
  if (status !== undefined && status >= 400 && status < 500) {
    return new ModelError("bad_request", `The model's server answered ${status}.`, cause);
  }
  if (status !== undefined) return new ModelError("unreachable", `The model's server answered ${status}.`, cause);
  if (error instanceof SyntaxError || error instanceof TypeError) {
    return new ModelError("nonsense", "The model's server did not speak the protocol.", cause);
  }
  const text = error instanceof Error ? error.message : String(error);
  if (/terminated|premature|socket|aborted|reset/i.test(text)) {
    return new ModelError("cut_off", "The model's answer was cut off.", cause);
  }
  return new ModelError("unreachable", "The model's server could not be reached.", cause);
}

/** The HTTP status a call failed with; undefined where it failed otherwise. */
export const statusOf = (error: unknown): number | undefined => {
  const found = fieldOf(error, "status");
  return typeof found === "number" ? found : undefined;
};

/** What a failure says under a name, or nothing. */
export const textAt = (error: unknown, name: string): string => {
  const found = fieldOf(error, name);
  return typeof found === "string" ? found : "";
};

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;

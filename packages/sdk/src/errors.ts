/** Every error Kotae can give: its stable code and the HTTP status derived from it. */
export const errorCodes = {
  invalid_input: 400,
  invalid_json: 400,
  invalid_cursor: 400,
  idempotency_key_invalid: 400,
  unauthorized: 401,
  token_invalid: 401,
  token_expired: 401,
  credentials_wrong: 401,
  identity_invalid: 401,
  forbidden: 403,
  origin_refused: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  thread_moved: 409,
  already_rated: 409,
  not_resolved: 409,
  not_escalated: 409,
  status_refused: 409,
  idempotency_in_progress: 409,
  precondition_failed: 412,
  payload_too_large: 413,
  unsupported_media_type: 415,
  idempotency_key_reused: 422,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
  // only a client makes these: the request never got an answer
  network: 0,
  timeout: 0,
  aborted: 0,
} as const satisfies Record<string, number>;

export type ErrorCode = keyof typeof errorCodes;

/** One thing wrong with one field of the input; `path` is dotted, as in `requester.email`. */
export type FieldError = { path: string; message: string };

/** An RFC 9457 problem document, as every refused request answers it. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  code: ErrorCode;
  detail: string;
  hint?: string;
  errors?: FieldError[];
  /** What a stopped send missed (`thread_moved`), or how long to wait in seconds (`rate_limited`). */
  missed?: unknown[];
  retryAfter?: number;
};

export type ErrorExtra = {
  hint?: string | undefined;
  errors?: FieldError[] | undefined;
  missed?: unknown[] | undefined;
  retryAfter?: number | undefined;
  /** Only for an answer that was read from the wire: a server's own errors get theirs from the table, at the door. */
  status?: number | undefined;
  cause?: unknown;
};

const brand = Symbol.for("kotae.error");

/** The one error type: a stable `code` for programs, a `detail` for people, a `hint` that says what to do next. */
export class KotaeError extends Error {
  override readonly name = "KotaeError";
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly errors: FieldError[] | undefined;
  readonly missed: unknown[] | undefined;
  /** Seconds to wait before trying again. */
  readonly retryAfter: number | undefined;
  /** The HTTP status this came with; 0 where there was no answer. */
  readonly status: number;

  constructor(code: ErrorCode, detail: string, extra: ErrorExtra = {}) {
    super(detail, extra.cause === undefined ? undefined : { cause: extra.cause });
    this.code = code;
    this.hint = extra.hint;
    this.errors = extra.errors;
    this.missed = extra.missed;
    this.retryAfter = extra.retryAfter;
    this.status = extra.status ?? 0;
    // two bundles on one page have two classes: `instanceof` would not know the other's errors
    Object.defineProperty(this, brand, { value: true });
  }

  static is(error: unknown): error is KotaeError {
    return typeof error === "object" && error !== null && brand in error;
  }
}

/** The problem document of an error; its status is the one its code has in the table. */
export function toProblem(error: KotaeError): Problem {
  return {
    type: `urn:kotae:error:${error.code}`,
    title: titleOf(error.code),
    status: errorCodes[error.code],
    code: error.code,
    detail: error.message,
    ...(error.hint === undefined ? {} : { hint: error.hint }),
    ...(error.errors === undefined ? {} : { errors: error.errors }),
    ...(error.missed === undefined ? {} : { missed: error.missed }),
    ...(error.retryAfter === undefined ? {} : { retryAfter: error.retryAfter }),
  };
}

/** The error a problem document describes; without a document, or with a broken one, the status says what it can. */
export function fromProblem(problem: Partial<Problem> | undefined, status: number): KotaeError {
  // a code this version does not know is kept: a newer server may have more to say
  return new KotaeError(problem?.code || codeOfStatus(status), problem?.detail ?? `The server answered ${status}.`, {
    hint: problem?.hint,
    errors: problem?.errors,
    missed: problem?.missed,
    retryAfter: problem?.retryAfter,
    status,
  });
}

function titleOf(code: ErrorCode): string {
  const words = code.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function codeOfStatus(status: number): ErrorCode {
  if (status === 401) return "unauthorized";
  if (status === 403) return "forbidden";
  if (status === 404) return "not_found";
  if (status === 413) return "payload_too_large";
  if (status === 429) return "rate_limited";
  if (status === 502 || status === 503 || status === 504) return "unavailable";
  return status >= 400 && status < 500 ? "invalid_input" : "internal";
}

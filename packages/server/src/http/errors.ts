import { randomUUID } from "node:crypto";
import { KotaeError, toProblem } from "@kotae/sdk/errors";
import type { Logger } from "pino";
import { Repeated } from "../conversations/index.ts";
import { apiHeaders } from "./headers.ts";

/** Turns whatever was thrown into a problem document: the one place where an error meets the wire. */
export function toProblemResponse(error: unknown, log: Logger): Response {
  const known = knownError(error);
  const id = known ? undefined : randomUUID();
  if (!known) log.error({ err: error, errorId: id }, "unexpected error");
  const problem = toProblem(
    known ??
      new KotaeError("internal", "Something went wrong on our side. Nothing you sent was half-kept.", {
        hint: `Try again. If it happens again, tell us this number: ${id}.`,
      }),
  );
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: {
      ...apiHeaders,
      "content-type": "application/problem+json",
      ...(problem.retryAfter === undefined ? {} : { "retry-after": String(problem.retryAfter) }),
    },
  });
}

function knownError(error: unknown): KotaeError | undefined {
  if (KotaeError.is(error)) return error;
  if (error instanceof Repeated)
    return new KotaeError("conflict", "This clientId was used before in this conversation.", { cause: error });
  return undefined;
}

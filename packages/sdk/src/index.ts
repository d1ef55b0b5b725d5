export { type CallOptions, type Client, type ClientOptions, createClient } from "./client/client.ts";
export { type Link, type LinkOptions, type LinkState, openLink } from "./client/link.ts";
export {
  type ErrorCode,
  errorCodes,
  type FieldError,
  fromProblem,
  KotaeError,
  type Problem,
  toProblem,
} from "./errors.ts";
export { type Method, pathOf, pathParams, type RouteName, routes } from "./routes.ts";
export { mayMove, moves } from "./status.ts";

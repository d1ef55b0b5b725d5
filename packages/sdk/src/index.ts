export {
  type AskOptions,
  type CallOptions,
  type Client,
  type ClientOptions,
  createClient,
  createVisitorClient,
  type VisitorClient,
} from "./client/client.ts";
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
export {
  fillPath,
  type Method,
  pathParams,
  type RouteName,
  routes,
  type VisitorRouteName,
  visitorRoutes,
} from "./routes.ts";
export { mayMove, moves } from "./status.ts";

/**
 * Every route's name, method and path.
 *
 * Strings only, so that a browser bundle can carry it. A route is also a shape in `schema/`, a line in the server's
 * `access.ts` and a handler: the compiler refuses any that is missing.
 */
export const routes = {
  // the visitor and the page it is on
  createVisitor: ["POST", "/v1/visitors"],
  getVisitor: ["GET", "/v1/visitors/me"],
  updateVisitor: ["PATCH", "/v1/visitors/me"],
  getWidget: ["GET", "/v1/widget"],

  // answers
  search: ["GET", "/v1/search"],
  getIndex: ["GET", "/v1/index"],
  ask: ["POST", "/v1/ask"],

  // conversations
  createConversation: ["POST", "/v1/conversations"],
  listConversations: ["GET", "/v1/conversations"],
  getConversation: ["GET", "/v1/conversations/:id"],
  listMessages: ["GET", "/v1/conversations/:id/messages"],
  postMessage: ["POST", "/v1/conversations/:id/messages"],
  markRead: ["POST", "/v1/conversations/:id/read"],
  escalate: ["POST", "/v1/conversations/:id/escalate"],
  recordOutcome: ["POST", "/v1/conversations/:id/outcome"],
  rate: ["POST", "/v1/conversations/:id/rating"],

  // agents
  createSession: ["POST", "/v1/sessions"],
  getSession: ["GET", "/v1/sessions/current"],
  deleteSession: ["DELETE", "/v1/sessions/current"],
  listAgents: ["GET", "/v1/agents"],
  createAgent: ["POST", "/v1/agents"],
  updateAgent: ["PATCH", "/v1/agents/:id"],

  // tickets
  listTickets: ["GET", "/v1/tickets"],
  countTickets: ["GET", "/v1/tickets/counts"],
  createTicket: ["POST", "/v1/tickets"],
  getTicket: ["GET", "/v1/tickets/:id"],
  updateTicket: ["PATCH", "/v1/tickets/:id"],
  postTicketMessage: ["POST", "/v1/tickets/:id/messages"],
  assignTicket: ["POST", "/v1/tickets/:id/assign"],
  setTicketStatus: ["POST", "/v1/tickets/:id/status"],
  listTicketEvents: ["GET", "/v1/tickets/:id/events"],

  // knowledge
  listArticles: ["GET", "/v1/articles"],
  createArticle: ["POST", "/v1/articles"],
  suggestArticles: ["GET", "/v1/articles/suggest"],
  getArticle: ["GET", "/v1/articles/:id"],
  updateArticle: ["PATCH", "/v1/articles/:id"],
  deleteArticle: ["DELETE", "/v1/articles/:id"],
  publishArticle: ["POST", "/v1/articles/:id/publish"],

  // settings
  listSites: ["GET", "/v1/sites"],
} as const satisfies Record<string, readonly [Method, `/v1/${string}`]>;

export type Method = "GET" | "POST" | "PATCH" | "DELETE";
export type RouteName = keyof typeof routes;

/** The path of a route with its `:parameters` filled in and encoded. */
export function pathOf(name: RouteName, params: Readonly<Record<string, unknown>> = {}): string {
  return routes[name][1].replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(String(params[key])));
}

/** The names of the parameters that stand in a route's path. */
export function pathParams(name: RouteName): string[] {
  return [...routes[name][1].matchAll(/:(\w+)/g)].map((match) => String(match[1]));
}

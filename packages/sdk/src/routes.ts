type Table = Record<string, readonly [Method, `/v1/${string}`]>;

/** What the public and visitors ask: all that a widget has to carry. */
export const visitorRoutes = {
  // the visitor and the page it is on
  createVisitor: ["POST", "/v1/visitors"],
  getVisitor: ["GET", "/v1/visitors/me"],
  updateVisitor: ["PATCH", "/v1/visitors/me"],
  getWidget: ["GET", "/v1/widget"],

  // answers
  search: ["GET", "/v1/search"],
  getIndex: ["GET", "/v1/index"],
  getArticle: ["GET", "/v1/articles/:id"],
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
} as const satisfies Table;

/** What visitors ask beyond that: only the parts loaded later carry it. */
export const answerRoutes = {
  recordSearches: ["POST", "/v1/searches"],
  giveFeedback: ["POST", "/v1/articles/:id/feedback"],
  recordDeflection: ["POST", "/v1/deflections"],
  startToolRun: ["POST", "/v1/conversations/:id/tool-runs"],
  confirmToolRun: ["POST", "/v1/conversations/:id/tool-runs/:runId/code"],
} as const satisfies Table;

const agentRoutes = {
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
  updateArticle: ["PATCH", "/v1/articles/:id"],
  deleteArticle: ["DELETE", "/v1/articles/:id"],
  publishArticle: ["POST", "/v1/articles/:id/publish"],
  previewArticle: ["POST", "/v1/articles/preview"],
  listArticleVersions: ["GET", "/v1/articles/:id/versions"],
  getArticleVersion: ["GET", "/v1/articles/:id/versions/:version"],
  restoreArticleVersion: ["POST", "/v1/articles/:id/versions/:version/restore"],
  listFeedback: ["GET", "/v1/articles/:id/feedback"],
  listVotes: ["GET", "/v1/votes"],
  reviewVote: ["PATCH", "/v1/votes/:id"],
  listCategories: ["GET", "/v1/categories"],
  renameCategory: ["PATCH", "/v1/categories"],
  orderCategories: ["POST", "/v1/categories/order"],
  listSynonyms: ["GET", "/v1/synonyms"],
  createSynonym: ["POST", "/v1/synonyms"],
  updateSynonym: ["PATCH", "/v1/synonyms/:id"],
  deleteSynonym: ["DELETE", "/v1/synonyms/:id"],

  // the assistant
  getAssistant: ["GET", "/v1/assistant"],
  updateAssistant: ["PATCH", "/v1/assistant"],
  previewAnswer: ["POST", "/v1/assistant/preview"],
  whatIf: ["GET", "/v1/assistant/what-if"],
  listQuestions: ["GET", "/v1/questions"],
  getQuestion: ["GET", "/v1/questions/:id"],
  reviewQuestion: ["PATCH", "/v1/questions/:id"],
  listGaps: ["GET", "/v1/gaps"],
  getGap: ["GET", "/v1/gaps/:id"],
  updateGap: ["PATCH", "/v1/gaps/:id"],
  draftGap: ["POST", "/v1/gaps/:id/draft"],
  mergeGap: ["POST", "/v1/gaps/:id/merge"],
  moveGapQuestions: ["POST", "/v1/gaps/:id/move"],
  undoGapChange: ["POST", "/v1/gap-changes/:id/undo"],
  listTools: ["GET", "/v1/tools"],
  listRetiredTools: ["GET", "/v1/tools/retired"],
  createTool: ["POST", "/v1/tools"],
  getTool: ["GET", "/v1/tools/:id"],
  updateTool: ["PATCH", "/v1/tools/:id"],
  deleteTool: ["DELETE", "/v1/tools/:id"],
  tryTool: ["POST", "/v1/tools/:id/dry-run"],
  listToolRuns: ["GET", "/v1/tools/:id/runs"],

  // reports
  getReport: ["GET", "/v1/reports/:name"],

  // settings
  listSites: ["GET", "/v1/sites"],
  createSite: ["POST", "/v1/sites"],
  updateSite: ["PATCH", "/v1/sites/:id"],
  listDesks: ["GET", "/v1/desks"],
  createDesk: ["POST", "/v1/desks"],
  updateDesk: ["PATCH", "/v1/desks/:id"],
} as const satisfies Table;

/**
 * Every route's name, method and path.
 *
 * Strings only, so that a browser bundle can carry it. A route is also a shape in `schema/`, a line in the server's
 * `access.ts` and a handler: the compiler refuses any that is missing.
 */
// pure, so that a page which needs the visitors' routes does not get all of them
export const routes = /* @__PURE__ */ Object.assign({}, visitorRoutes, answerRoutes, agentRoutes);

export type Method = "GET" | "POST" | "PATCH" | "DELETE";
export type RouteName = keyof typeof routes;
export type VisitorRouteName = keyof typeof visitorRoutes;

/** A path with its `:parameters` filled in and encoded. */
export function fillPath(path: string, params: Readonly<Record<string, unknown>> = {}): string {
  return path.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(String(params[key])));
}

/** The names of the parameters that stand in a path. */
export function pathParams(path: string): string[] {
  return [...path.matchAll(/:(\w+)/g)].map((match) => String(match[1]));
}

import type { RouteName } from "@kotae/sdk/routes";
import type { Actor } from "../identity/index.ts";

export type Caller = "anyone" | "visitor" | "agent" | "admin";

/**
 * Who may ask each route. What they then find is narrowed further by the `where` of the query itself.
 *
 * A visitor's token and an agent's session are different things: an agent is no visitor.
 */
export const access: Record<RouteName, readonly Caller[]> = {
  createVisitor: ["anyone"],
  getVisitor: ["visitor"],
  updateVisitor: ["visitor"],
  getWidget: ["anyone"],

  search: ["anyone"],
  getIndex: ["anyone"],
  ask: ["visitor"],

  createConversation: ["visitor"],
  listConversations: ["visitor"],
  getConversation: ["visitor", "agent"],
  listMessages: ["visitor", "agent"],
  postMessage: ["visitor"],
  markRead: ["visitor", "agent"],
  escalate: ["visitor"],
  recordOutcome: ["visitor"],
  rate: ["visitor"],

  recordSearches: ["anyone"],
  giveFeedback: ["anyone"],
  recordDeflection: ["anyone"],
  startToolRun: ["visitor"],
  confirmToolRun: ["visitor"],

  createSession: ["anyone"],
  getSession: ["agent"],
  deleteSession: ["agent"],
  listAgents: ["agent"],
  createAgent: ["admin"],
  updateAgent: ["agent"],

  listTickets: ["agent"],
  countTickets: ["agent"],
  createTicket: ["agent"],
  getTicket: ["agent"],
  updateTicket: ["agent"],
  postTicketMessage: ["agent"],
  assignTicket: ["agent"],
  setTicketStatus: ["agent"],
  listTicketEvents: ["agent"],

  listArticles: ["agent"],
  createArticle: ["agent"],
  suggestArticles: ["agent"],
  getArticle: ["anyone"],
  updateArticle: ["agent"],
  deleteArticle: ["agent"],
  publishArticle: ["agent"],
  previewArticle: ["agent"],
  listArticleVersions: ["agent"],
  getArticleVersion: ["agent"],
  restoreArticleVersion: ["agent"],
  listFeedback: ["agent"],
  listVotes: ["agent"],
  reviewVote: ["agent"],
  listCategories: ["agent"],
  renameCategory: ["agent"],
  orderCategories: ["agent"],
  listSynonyms: ["agent"],
  createSynonym: ["agent"],
  updateSynonym: ["agent"],
  deleteSynonym: ["agent"],

  getAssistant: ["agent"],
  updateAssistant: ["admin"],
  previewAnswer: ["agent"],
  whatIf: ["agent"],
  listQuestions: ["agent"],
  getQuestion: ["agent"],
  reviewQuestion: ["agent"],
  listGaps: ["agent"],
  getGap: ["agent"],
  updateGap: ["agent"],
  draftGap: ["agent"],
  mergeGap: ["agent"],
  moveGapQuestions: ["agent"],
  undoGapChange: ["agent"],
  listTools: ["agent"],
  listRetiredTools: ["agent"],
  getTool: ["agent"],
  createTool: ["admin"],
  updateTool: ["admin"],
  deleteTool: ["admin"],
  tryTool: ["admin"],
  listToolRuns: ["agent"],

  getReport: ["agent"],

  listSites: ["agent"],
  createSite: ["admin"],
  updateSite: ["admin"],
  listDesks: ["agent"],
  createDesk: ["admin"],
  updateDesk: ["admin"],
};

/** Whether this caller may ask the route at all. */
export function may(actor: Actor, name: RouteName): boolean {
  const callers = access[name];
  if (callers.includes("anyone")) return true;
  if (actor.kind === "visitor") return callers.includes("visitor");
  if (actor.kind === "agent") return callers.includes("agent") || (callers.includes("admin") && actor.role === "admin");
  return false;
}

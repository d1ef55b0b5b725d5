import type * as z from "zod";
import type { RouteName } from "../routes.ts";
import * as agents from "./agent.ts";
import * as articles from "./article.ts";
import * as assistants from "./assistant.ts";
import * as categories from "./category.ts";
import * as conversations from "./conversation.ts";
import * as gaps from "./gap.ts";
import * as messages from "./message.ts";
import * as questions from "./question.ts";
import * as reports from "./report.ts";
import * as sites from "./site.ts";
import * as synonyms from "./synonym.ts";
import * as tickets from "./ticket.ts";
import * as tools from "./tool.ts";
import * as visitors from "./visitor.ts";
import * as votes from "./vote.ts";

/** Input (path, query and body as one object) and output of every route. */
export const shapes = {
  createVisitor: visitors.createVisitor,
  getVisitor: visitors.getVisitor,
  updateVisitor: visitors.updateVisitor,
  getWidget: visitors.getWidget,
  search: articles.search,
  getIndex: articles.getIndex,
  ask: conversations.ask,
  createConversation: conversations.createConversation,
  listConversations: conversations.listConversations,
  getConversation: conversations.getConversation,
  listMessages: messages.listMessages,
  postMessage: messages.postMessage,
  markRead: conversations.markRead,
  escalate: conversations.escalate,
  recordOutcome: conversations.recordOutcome,
  rate: conversations.rate,
  createSession: agents.createSession,
  getSession: agents.getSession,
  deleteSession: agents.deleteSession,
  listAgents: agents.listAgents,
  createAgent: agents.createAgent,
  updateAgent: agents.updateAgent,
  listTickets: tickets.listTickets,
  countTickets: tickets.countTickets,
  createTicket: tickets.createTicket,
  getTicket: tickets.getTicket,
  updateTicket: tickets.updateTicket,
  postTicketMessage: tickets.postTicketMessage,
  assignTicket: tickets.assignTicket,
  setTicketStatus: tickets.setTicketStatus,
  listTicketEvents: messages.listTicketEvents,
  listArticles: articles.listArticles,
  createArticle: articles.createArticle,
  suggestArticles: articles.suggestArticles,
  getArticle: articles.getArticle,
  updateArticle: articles.updateArticle,
  deleteArticle: articles.deleteArticle,
  publishArticle: articles.publishArticle,
  previewArticle: articles.previewArticle,
  listArticleVersions: articles.listArticleVersions,
  getArticleVersion: articles.getArticleVersion,
  restoreArticleVersion: articles.restoreArticleVersion,
  giveFeedback: articles.giveFeedback,
  listFeedback: articles.listFeedback,
  listVotes: votes.listVotes,
  reviewVote: votes.reviewVote,
  listCategories: categories.listCategories,
  renameCategory: categories.renameCategory,
  orderCategories: categories.orderCategories,
  listSynonyms: synonyms.listSynonyms,
  createSynonym: synonyms.createSynonym,
  updateSynonym: synonyms.updateSynonym,
  deleteSynonym: synonyms.deleteSynonym,
  getAssistant: assistants.getAssistant,
  updateAssistant: assistants.updateAssistant,
  previewAnswer: assistants.previewAnswer,
  whatIf: assistants.whatIf,
  listQuestions: questions.listQuestions,
  getQuestion: questions.getQuestion,
  reviewQuestion: questions.reviewQuestion,
  listGaps: gaps.listGaps,
  getGap: gaps.getGap,
  updateGap: gaps.updateGap,
  draftGap: gaps.draftGap,
  mergeGap: gaps.mergeGap,
  moveGapQuestions: gaps.moveGapQuestions,
  undoGapChange: gaps.undoGapChange,
  recordSearches: questions.recordSearches,
  recordDeflection: questions.recordDeflection,
  listTools: tools.listTools,
  listRetiredTools: tools.listRetiredTools,
  createTool: tools.createTool,
  getTool: tools.getTool,
  updateTool: tools.updateTool,
  deleteTool: tools.deleteTool,
  tryTool: tools.tryTool,
  listToolRuns: tools.listToolRuns,
  startToolRun: tools.startToolRun,
  confirmToolRun: tools.confirmToolRun,
  getReport: reports.getReport,
  listSites: sites.listSites,
  createSite: sites.createSite,
  updateSite: sites.updateSite,
  listDesks: sites.listDesks,
  createDesk: sites.createDesk,
  updateDesk: sites.updateDesk,
} as const satisfies Record<RouteName, { input: z.ZodType; output: z.ZodType }>;

/** What a caller hands in, before defaults are filled in. */
export type Input<N extends RouteName> = z.input<(typeof shapes)[N]["input"]>;
/** What a handler receives, parsed and complete. */
export type Parsed<N extends RouteName> = z.output<(typeof shapes)[N]["input"]>;
export type Output<N extends RouteName> = z.output<(typeof shapes)[N]["output"]>;

export type { Agent, Role } from "./agent.ts";
export type {
  Article,
  ArticleFeedback,
  ArticleRow,
  ArticleStatus,
  ArticleVersion,
  ArticleVersionDetail,
  Content,
  Hit,
  IndexSnapshot,
  ListedArticle,
  Visibility,
} from "./article.ts";
export type { AssistantSettings, AssistantState, Preview, Ranked, WhatIf } from "./assistant.ts";
export { assistantSettings } from "./assistant.ts";
export type { Category } from "./category.ts";
export type { Comparison, Condition, Operator } from "./condition.ts";
export { condition } from "./condition.ts";
export type { Answer, Conversation, Owner, PageContext, Trail } from "./conversation.ts";
export type { Gap, GapDetail } from "./gap.ts";
export type { Author, AuthorKind, Change, Citation, Decision, Message, MessagePage } from "./message.ts";
export type { Complaint, Outcome, Question, QuestionDetail } from "./question.ts";
export type { ClientFrame, ServerFrame, Viewer } from "./realtime.ts";
export { clientFrame, closeCodes, protocolVersion } from "./realtime.ts";
export type { Report, ReportName } from "./report.ts";
export type { Attributes, Locale } from "./shared.ts";
export { limits } from "./shared.ts";
export type { Desk, Site } from "./site.ts";
export type { Synonym } from "./synonym.ts";
export type { Priority, Status, Ticket, TicketCounts, TicketRow, TicketView, Tried, VisitorTicket } from "./ticket.ts";
export type { RetiredTool, Tool, ToolOffer, ToolRun, ToolTry } from "./tool.ts";
export type { Visitor, VisitorSession, WidgetHome } from "./visitor.ts";
export type { Vote } from "./vote.ts";

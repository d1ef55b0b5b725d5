export { type Actor, type AgentActor, assistant, authorOf, type VisitorActor } from "./actor.ts";
export {
  addAgent,
  changeAgent,
  checkPassword,
  closeSession,
  findSession,
  hashPassword,
  isPassword,
  openSession,
  resetPassword,
  setPresence,
} from "./agents.ts";
export { changeSite, createDesk, createSite, renameDesk } from "./sites.ts";
export {
  agentById,
  attributesOf,
  deskById,
  insertSite,
  insertVisitor,
  listAgents,
  listDesks,
  listSites,
  reachableAgents,
  type SiteRow,
  siteById,
  siteByKey,
  toAgent,
  toVisitor,
  updateVisitor as updateVisitorRow,
  type VisitorRow,
  visitorById,
  visitorsById,
} from "./store.ts";
export { visitorTokens } from "./tokens.ts";
export { findSite, identify, updateVisitor, welcome } from "./visitors.ts";

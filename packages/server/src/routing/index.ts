export type { Choice, Method } from "./choose.ts";
export {
  type DecisionExplanation,
  type Desk,
  decide,
  type Outcome,
  type Placement,
  pick,
  place,
  replayDecision,
  type Settings,
  type Team,
  type Ticket,
} from "./decide.ts";
export { type Drained, drain, inOrder, queueKey, type Waiting } from "./drain.ts";
export type { Agent, Interval, Presence, Removal } from "./eligible.ts";
export { type Escalation, escalate, escalateByHand, escalatesAt, type Tier, type Tiered } from "./escalation.ts";
export { handBack } from "./hand-back.ts";
export { type Caps, fullFor, type Held, type Load, type LoadPolicy, loadsOf, placesFor } from "./load.ts";
export { makeOffer, type Offer, type OfferEvent, type OfferStep, stepOffer } from "./offers.ts";
export { type Difference, type PastTicket, type Replay, replayRules } from "./replay.ts";
export { type Applied, applyRules, type Effect, type Rule, type RuleSet, readRules, type StoredRule } from "./rules.ts";
export { languageSkill, type Need } from "./skills.ts";
export { type ExpectedWait, expectedWait } from "./wait.ts";

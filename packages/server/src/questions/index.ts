export { isHeldOut } from "./hold-out.ts";
export { dayMillis, hourMillis, type OutcomeRules, outcomeOf } from "./outcome.ts";
export {
  getQuestion,
  listQuestions,
  type PastQuestion,
  pastQuestions,
  presentQuestions,
  reviewQuestion,
} from "./questions.ts";
export { type AskedQuestion, recordHandOver, recordQuestion, recordReturn, recordVerdict } from "./record.ts";
export { type AssistedRow, adopt as adoptQuestions, countSince as turnsSince, type QuestionRow } from "./store.ts";

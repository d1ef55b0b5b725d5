export { ask } from "./ask.ts";
export { type Assistant, type AssistantOptions, createAssistant, type Found, type Question } from "./assistant.ts";
export { mask } from "./mask.ts";
export { spend, usedBefore } from "./spending.ts";
export {
  assistantState,
  fittedCoefficients,
  judgeNow,
  preview,
  samplesOf,
  useCoefficients,
  whatIf,
} from "./state.ts";
export { silent, type Voice } from "./voice.ts";

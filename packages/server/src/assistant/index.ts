export { ask } from "./ask.ts";
export { type Assistant, type AssistantOptions, createAssistant, type Found } from "./assistant.ts";

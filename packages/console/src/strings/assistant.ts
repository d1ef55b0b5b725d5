import { settings, tools } from "./en/assistant.ts";
import { settings as jaSettings, tools as jaTools } from "./ja/assistant.ts";
import type { Language } from "./language.ts";

const en = { settings, tools };

/** What the assistant's section says: loaded with it. */
export type AssistantWords = typeof en;
export const assistantWords: Record<Language, AssistantWords> = { en, ja: { settings: jaSettings, tools: jaTools } };

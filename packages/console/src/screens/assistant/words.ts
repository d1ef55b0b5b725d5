import { type AssistantWords, assistantWords } from "../../strings/assistant.ts";
import { useSpeech } from "../../ui/language.ts";

/** The console's words and formats, with those of the assistant as `a`. */
export function useAssistantWords(): ReturnType<typeof useSpeech> & { a: AssistantWords } {
  const speech = useSpeech();
  return { ...speech, a: assistantWords[speech.language] };
}

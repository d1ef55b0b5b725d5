import { type KnowledgeWords, knowledgeWords } from "../../strings/knowledge.ts";
import { useSpeech } from "../../ui/language.ts";

/** The console's words and formats, with those of the knowledge as `k`. */
export function useKnowledge(): ReturnType<typeof useSpeech> & { k: KnowledgeWords } {
  const speech = useSpeech();
  return { ...speech, k: knowledgeWords[speech.language] };
}

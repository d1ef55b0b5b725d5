import type { ModelLine, Talk, ToolCall } from "./model.ts";
import { toolPrompt } from "./prompt.ts";

/** Enough for a call or two with what they need. */
export const callTokens = 200;

/**
 * The tools a model would use for a question; what it says beside them is nobody's answer. Throws `ModelError`.
 *
 * It is shown the question and the tools and nothing else: no article, no earlier message, no result of a tool, so that
 * none of those can bring a tool up.
 */
export async function propose(
  line: ModelLine,
  question: string,
  options: Omit<Talk, "maxTokens">,
): Promise<ToolCall[]> {
  const pieces = line.talk(toolPrompt(question), { ...options, maxTokens: callTokens });
  for (;;) {
    const { done, value } = await pieces.next();
    if (done) return value.calls;
  }
}

import { words } from "@kotae/sdk/search";
import { isInLanguage } from "./grounding.ts";
import { withoutPlaceholders } from "./mask.ts";
import type { ModelLine, Talk } from "./model.ts";
import { ModelError } from "./model-error.ts";
import { rewritePrompt } from "./prompt.ts";

const tokens = 120;
const charsAtMost = 400;

/**
 * The question as it can be understood without what its visitor wrote before, worded by the model; undefined where that
 * is of no use.
 *
 * Throws `ModelError` where the model fails.
 */
export async function rewrite(
  line: ModelLine,
  question: string,
  before: readonly string[],
  options: Omit<Talk, "maxTokens" | "tools">,
): Promise<string | undefined> {
  let text = "";
  for await (const piece of line.talk(rewritePrompt(question, before), { ...options, maxTokens: tokens })) {
    text += piece;
    if (text.length > charsAtMost) throw new ModelError("nonsense", "The model wrote no question.");
  }
  const said = withoutPlaceholders(text)
    .replace(/\s+/g, " ")
    .replace(/^["'「“]|["'」”]$/g, "")
    .trim();
  return isRewriting(said, question, before) ? said : undefined;
}

/**
 * Whether a sentence is the question with what its visitor wrote before added to it: it keeps what was asked, most of its
 * words are the visitor's, and it is in the question's language.
 */
export function isRewriting(said: string, question: string, earlier: readonly string[]): boolean {
  const own = [...new Set(words(said))];
  const asked = [...new Set(words(question))];
  const before = new Set(earlier.flatMap(words));
  if (own.length === 0 || said.includes("⟦")) return false;
  const inAsked = new Set(asked);
  const kept = asked.filter((word) => own.includes(word)).length;
  const held = own.filter((word) => before.has(word) || inAsked.has(word)).length;
  const added = own.filter((word) => before.has(word) && !inAsked.has(word)).length;
  const language = /[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/u.test(question) ? "ja" : "en";
  return kept >= asked.length / 2 && held / own.length >= 0.75 && added > 0 && isInLanguage(said, language);
}

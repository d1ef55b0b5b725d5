import { isGrounded, isInLanguage, quotes, sentenceCutter } from "./grounding.ts";
import type { ModelLine, Talk, ToolCall } from "./model.ts";
import { givesOrders } from "./orders.ts";
import { speaks } from "./phrases.ts";
import { prompt } from "./prompt.ts";

export type Passage = { title: string; heading: string; text: string };

/** More than any answer from three passages needs. */
export const answerTokens = 700;
/** With less than this share of what the model said left, it did not speak of the passages. */
const leftAtLeast = 1 / 3;

export type Written = {
  /** `thin` where too little of it rested on the passages to stand as an answer. */
  outcome: "answered" | "declined" | "thin";
  calls: ToolCall[];
};

/**
 * Sentences of an answer written by the model, each one checked against the passages before it is handed out.
 *
 * `reveal` puts the visitor's own back in the place of placeholders. `noAnswer` is the word the model is told to say where the passages do not answer: nobody who writes an article or a
 * question can know it. Throws `ModelError`; whoever listens then has to forget what it heard.
 */
export async function* generate(
  line: ModelLine,
  {
    question,
    lang,
    passages,
    noAnswer,
    reveal,
  }: {
    question: string;
    lang: string;
    passages: readonly Passage[];
    noAnswer: string;
    reveal(sentence: string): string;
  },
  options: Omit<Talk, "maxTokens">,
): AsyncGenerator<string, Written> {
  const messages = prompt(question, lang, passages, noAnswer, (options.tools?.length ?? 0) > 0);
  const rules = messages[0]?.content ?? "";
  const language = speaks(lang);
  const cutter = sentenceCutter();
  const listed = passages.map(({ title, heading, text }) => `${title} ${heading} ${text}`).join("\n");
  let heard = "";
  let kept = "";
  const counts = { said: 0, kept: 0 };

  function* check(found: readonly string[]): Generator<string> {
    for (const sentence of found) {
      if (sentence.trim() === "") continue;
      counts.said += 1;
      if (sentence.includes(noAnswer)) continue;
      if (!isGrounded(sentence, passages) || !isInLanguage(sentence, language)) continue;
      // what we told the model is nobody's answer, unless an article says the same
      if (quotes(kept + sentence, rules) && !quotes(listed, rules)) continue;
      const revealed = reveal(sentence);
      // what is hidden from the model it cannot know, and a placeholder it made up stands for nothing
      if (revealed.includes("⟦")) continue;
      counts.kept += 1;
      kept += sentence;
      yield revealed;
    }
  }

  const pieces = line.talk(messages, { ...options, maxTokens: answerTokens });
  for (;;) {
    const { done, value } = await pieces.next();
    if (!done) {
      heard += value;
      yield* check(cutter.push(value));
      continue;
    }
    // a sentence that ran into the token limit has no end
    if (value.finish !== "length") yield* check(cutter.end());
    if (heard.trimStart().startsWith(noAnswer) && counts.kept === 0) {
      // somebody who tells the model not to answer must not be able to send everybody to people
      const isTold = [question, listed].some(givesOrders);
      return { outcome: isTold ? "thin" : "declined", calls: [] };
    }
    const isThin = counts.kept === 0 || counts.kept / counts.said < leftAtLeast;
    return { outcome: isThin ? "thin" : "answered", calls: value.calls };
  }
}

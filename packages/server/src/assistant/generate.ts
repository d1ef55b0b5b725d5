import { sentenceCutter, stepFinder } from "./cutter.ts";
import { isGrounded, isInLanguage, quotes } from "./grounding.ts";
import type { ModelLine, Talk } from "./model.ts";
import { speaks } from "./phrases.ts";
import { prompt } from "./prompt.ts";
import { type Standing, standingOf, type Tally } from "./settle.ts";

export type Passage = { title: string; heading: string; text: string };

/** More than any answer from three passages needs. */
export const answerTokens = 700;

/**
 * Sentences of an answer written by the model, each one checked against the passages before it is handed out; in the end,
 * how what is left stands.
 *
 * `reword` makes a sentence readable where something was hidden from the model; undefined where that cannot be.
 * `noAnswer` is the word the model is told to say where the passages do not answer: nobody who writes an article or a
 * question can know it. Throws `ModelError`; whoever listens then has to forget what it heard, and so where the answer
 * does not stand.
 */
export async function* generate(
  line: ModelLine,
  {
    question,
    lang,
    passages,
    noAnswer,
    reword,
  }: {
    question: string;
    lang: string;
    passages: readonly Passage[];
    noAnswer: string;
    reword(sentence: string): string | undefined;
  },
  options: Omit<Talk, "maxTokens" | "tools">,
): AsyncGenerator<string, Standing> {
  const messages = prompt(question, lang, passages, noAnswer);
  const rules = messages[0]?.content ?? "";
  const language = speaks(lang);
  const cutter = sentenceCutter();
  const isStep = stepFinder();
  const listed = passages.map(({ title, heading, text }) => `${title} ${heading} ${text}`).join("\n");
  let heard = "";
  let kept = "";
  const tally: Tally = { said: 0, kept: 0, stepsDropped: 0, declined: false };

  /** The sentence as a visitor may read it, or undefined. */
  function checked(sentence: string): string | undefined {
    if (sentence.includes(noAnswer)) return undefined;
    if (!isGrounded(sentence, passages) || !isInLanguage(sentence, language)) return undefined;
    // what we told the model is nobody's answer, unless an article says the same
    if (quotes(kept + sentence, rules) && !quotes(listed, rules)) return undefined;
    return reword(sentence);
  }

  function* check(found: readonly string[]): Generator<string> {
    for (const sentence of found) {
      const inList = isStep(sentence);
      if (sentence.trim() === "") continue;
      tally.said += 1;
      const readable = checked(sentence);
      if (readable === undefined) {
        if (inList) tally.stepsDropped += 1;
        continue;
      }
      tally.kept += 1;
      kept += sentence;
      // with a step gone it will not stand, so nobody need read on
      if (tally.stepsDropped === 0) yield readable;
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
    const rest = cutter.end();
    // a sentence that ran into the token limit has no end, and a list that did lacks its last steps
    if (value.finish !== "length") yield* check(rest);
    else if (rest.some(isStep)) tally.stepsDropped += 1;
    tally.declined = heard.trimStart().startsWith(noAnswer);
    return standingOf(tally);
  }
}

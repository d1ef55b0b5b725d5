import type { Citation, Decision } from "@kotae/sdk/schema";
import { excerptOf } from "@kotae/sdk/search";
import type { Searcher, SearchHit } from "../knowledge/index.ts";
import { decide, type Verdict } from "./decide.ts";
import { extract } from "./extract.ts";
import { defaultTimeouts, generate, type Model, type Timeouts } from "./generate.ts";
import { sayInstead } from "./phrases.ts";

/** What the assistant found for a question; `answer` carries the numbers of its `citations`, as in `[1]`. */
export type Found = {
  decision: Decision;
  answer: string;
  citations: Citation[];
  confidence: number;
  generated: boolean;
};

export type Question = {
  question: string;
  lang: string;
  /** Earlier entries of the conversation, oldest first. */
  history?: readonly { author: string; body: string }[];
};

export type Assistant = {
  /**
   * Answers, asks back, or says that a person is needed; never throws for a model's failure.
   *
   * `onText` hears the answer while it is being written; where it differs from the result, the result counts.
   */
  answer(question: Question, onText?: (piece: string) => void, signal?: AbortSignal): Promise<Found>;
};

export type AssistantOptions = {
  searcher: Pick<Searcher, "search">;
  model?: Model | undefined;
  timeouts?: Timeouts;
  now?: () => number;
  onError?: (error: unknown) => void;
};

const hitsLookedAt = 5;
/** After so many failures in a row the model is left alone for a while: visitors should not wait for nothing. */
const failuresAllowed = 3;
const restMillis = 60_000;

/** The assistant over a search, quoting articles, or writing from them where a model is set. */
export function createAssistant(options: AssistantOptions): Assistant {
  const { searcher, model, timeouts = defaultTimeouts, now = Date.now, onError = () => undefined } = options;
  let failures = 0;
  let restsUntil = 0;

  async function consider(question: string, lang: string): Promise<Verdict<SearchHit>> {
    const hits = await searcher.search({ q: question, lang, limit: hitsLookedAt, audience: "visitor" });
    return decide(question, hits);
  }

  /** The verdict on the question by itself, else together with the one before it: it may follow on that. */
  async function judge({
    question,
    lang,
    history = [],
  }: Question): Promise<{ verdict: Verdict<SearchHit>; meant: string }> {
    const verdict = await consider(question, lang);
    const before = history.findLast(({ author }) => author === "visitor")?.body;
    if (verdict.decision === "answer" || verdict.reasons.includes("asked_for_person") || before === undefined) {
      return { verdict, meant: question };
    }
    const meant = `${before}\n${question}`;
    const together = await consider(meant, lang);
    const better = together.decision === "answer" && together.confidence > verdict.confidence;
    return better ? { verdict: together, meant } : { verdict, meant: question };
  }

  async function write(
    question: string,
    passages: SearchHit[],
    onText: (piece: string) => void,
    signal: AbortSignal | undefined,
  ): Promise<{ text: string; declined: boolean } | undefined> {
    if (!model || now() < restsUntil) return undefined;
    let text = "";
    try {
      const lang = passages[0]?.lang ?? "en";
      const sentences = generate(question, lang, passages, { model, timeouts, signal });
      for (;;) {
        const { done, value } = await sentences.next();
        if (done) {
          failures = 0;
          return value === "declined" || text.trim() !== ""
            ? { text: text.trim(), declined: value === "declined" }
            : undefined;
        }
        text += value;
        onText(value);
      }
    } catch (error) {
      // a visitor who left is no failure of the model's
      if (!signal?.aborted && ++failures >= failuresAllowed) {
        restsUntil = now() + restMillis;
        failures = 0;
      }
      onError(error);
      return undefined;
    }
  }

  return {
    async answer(asked, onText = () => undefined, signal) {
      const { verdict, meant } = await judge(asked);
      const { decision, confidence, passages } = verdict;
      const instead = (reason = verdict.reasons[0], kind = decision): Found => {
        const options = kind === "clarify" ? passages : [];
        const answer = sayInstead(asked.lang, reason, options);
        for (const piece of pieces(answer)) onText(piece);
        return { decision: kind, answer, citations: cite(options, meant), confidence, generated: false };
      };
      if (decision !== "answer") return instead();
      const written = await write(meant, passages, onText, signal);
      if (written?.declined) return instead("unsure", "escalate");
      if (written) {
        return { decision, answer: written.text, citations: cite(passages, meant), confidence, generated: true };
      }
      const { text, used } = extract(meant, passages);
      if (text === "") return instead("unsure", "escalate");
      for (const piece of pieces(text)) onText(piece);
      const citations = cite(passages, meant).filter(({ n }) => used.includes(n));
      return { decision, answer: text, citations, confidence, generated: false };
    },
  };
}

const cite = (hits: readonly SearchHit[], question: string): Citation[] =>
  hits.map(({ articleId, title, url, heading, text }, at) => ({
    n: at + 1,
    articleId,
    title,
    url,
    heading,
    excerpt: excerptOf(text, question),
  }));

const segmenter = new Intl.Segmenter("ja", { granularity: "word" });

/** A text word by word, with the spaces between; joined again it is the same text. */
function pieces(text: string): string[] {
  return /[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/u.test(text)
    ? Array.from(segmenter.segment(text), ({ segment }) => segment)
    : (text.match(/\S+\s*|^\s+/gu) ?? []);
}

import type { AssistantSettings, Citation, Decision, Ranked, ToolOffer } from "@kotae/sdk/schema";
import { type Coefficients, excerptOf } from "@kotae/sdk/search";
import type { Reader, Searcher, SearchHit } from "../knowledge/index.ts";
import { assistantDefaults } from "../settings/index.ts";
import type { SiteTool } from "../tools/index.ts";
import { extract } from "./extract.ts";
import { type Entry, type Judged, judge, toRanked } from "./judge.ts";
import { createMasker } from "./mask.ts";
import { createModel, type Model, type ModelLine, type Timeouts, type ToolCall } from "./model.ts";
import type { ModelError } from "./model-error.ts";
import { offersOf } from "./offers.ts";
import { inOwnLanguage, type ReadArticle } from "./own-language.ts";
import { sayForeign, sayInstead, sayOffers, speaks } from "./phrases.ts";
import { createThresholds, type ReadSamples, type Threshold } from "./threshold.ts";
import type { Usage, Used } from "./usage.ts";
import { createWriter, type Writer } from "./write.ts";

/** What the assistant found for a question; `answer` carries the numbers of its `citations`, as in `[1]`. */
export type Found = {
  decision: Decision;
  answer: string;
  citations: Citation[];
  confidence: number;
  generated: boolean;
  /** What could be looked up for the visitor; nothing of it is done without its click. */
  offers: ToolOffer[];
  /** Whether what is quoted is in another language than the visitor's. */
  foreign: boolean;
  /** Why it was decided so, then what else happened on the way. */
  reasons: string[];
  ranked: Ranked[];
};

export type Question = {
  question: string;
  lang: string;
  siteId?: string | undefined;
  /** Whose articles may be quoted; by default those that are for everybody. */
  reader?: Reader;
  /** Earlier entries of the conversation, oldest first. */
  history?: readonly Entry[];
  settings?: AssistantSettings;
  /** The confidence an answer needs. */
  threshold?: number;
  tools?: readonly SiteTool[];
  /** What a model used before in this conversation, and today. */
  used?: Used;
  /** Hears what a model uses for this question, also where nothing comes of it. */
  onUsage?: (usage: Usage) => void;
  /** Another search than the live one, for trying out what is not published. */
  search?: Searcher["search"];
};

export type Assistant = {
  /**
   * Answers, asks back, or says that a person is needed; never throws for a model's failure.
   *
   * `onText` hears the answer while it is being written; where it differs from the result, the result counts.
   */
  answer(question: Question, onText?: (piece: string) => void, signal?: AbortSignal): Promise<Found>;
  /** What would be decided, without writing anything or asking a model. */
  judge(question: Question): Promise<Pick<Found, "decision" | "confidence" | "reasons" | "ranked">>;
  /** How the line to the model is; undefined where none is set. */
  model(): ({ name: string } & ReturnType<ModelLine["state"]>) | undefined;
  /** The confidence an answer of this site needs today for the wanted precision, and where that comes from. */
  threshold(settings: AssistantSettings, siteId?: string): Promise<Threshold>;
  /** How long an answer may take in all until a person is brought in, in milliseconds. */
  deadline(settings: AssistantSettings): number;
};

export type AssistantOptions = {
  searcher: Pick<Searcher, "search">;
  /** Reads articles, to answer in the visitor's language where they exist in it. */
  readArticle?: ReadArticle;
  model?: Model | undefined;
  /** The last questions of a site, or of all, to learn the threshold from. */
  samples?: ReadSamples;
  /** How confidence is made of what was found, where that was fitted to this knowledge base. */
  readCoefficients?: () => Promise<Coefficients | undefined>;
  now?: () => number;
  onError?: (error: ModelError) => void;
  /** How many milliseconds a second of the settings has; tests make it short. */
  secondMillis?: number;
};

const unread: ReadArticle = async () => undefined;
const everybody: Reader = { audience: "visitor" };
const unused: Used = { conversationTokens: 0, dayTokens: 0, dayCost: 0 };

/** The assistant over a search, quoting articles, or writing from them where a model is set. */
export function createAssistant(options: AssistantOptions): Assistant {
  const { searcher, readArticle = unread, now = Date.now, onError = () => undefined, secondMillis = 1_000 } = options;
  const thresholds = createThresholds(options.samples, now);
  const line = options.model && createModel(options.model, now);
  const timeoutsOf = ({ stallSeconds }: AssistantSettings): Timeouts => ({
    idle: stallSeconds * secondMillis,
    total: 3 * stallSeconds * secondMillis,
  });

  /** The verdict on a question, with the passages in the visitor's language where there are such. */
  async function consider(asked: Question, writer: Writer | undefined): Promise<Judged & { foreign: boolean }> {
    const { question, history = [], tools = [], settings = assistantDefaults, reader = everybody } = asked;
    const own = [...history.filter(({ author }) => author === "visitor").map(({ body }) => body), question];
    const lang = speaks(asked.lang);
    const judged = await judge({
      question,
      lang: asked.lang,
      reader,
      history,
      rules: {
        threshold: asked.threshold ?? (await thresholds(settings.wrongAtMost, asked.siteId)).threshold,
        clarify: settings.clarify,
        coefficients: await options.readCoefficients?.(),
        hasOffers: offersOf({ question, own, lang }, tools, []).length > 0,
      },
      search: asked.search ?? searcher.search,
      rewrite: async () => writer?.rewrite(question, history),
    });
    const { hits, foreign } = await inOwnLanguage(judged.verdict.passages, asked.lang, (id) => readArticle(id, reader));
    return { ...judged, verdict: { ...judged.verdict, passages: hits }, foreign };
  }

  return {
    async answer(asked, onText = () => undefined, signal) {
      const { question, lang, history = [], tools = [], settings = assistantDefaults } = asked;
      const masker = createMasker();
      const writer =
        line && settings.generate
          ? createWriter({
              line,
              settings,
              timeouts: timeoutsOf(settings),
              masker,
              used: asked.used ?? unused,
              signal,
              onError,
              onUsage: (usage) => asked.onUsage?.(usage),
            })
          : undefined;
      const { verdict, meant, hits, foreign } = await consider(asked, writer);
      const { passages, confidence } = verdict;
      const reasons: string[] = [...verdict.reasons];
      const own = [...history.filter(({ author }) => author === "visitor").map(({ body }) => body), question];
      const offersWith = (calls: readonly ToolCall[]) =>
        offersOf(
          { question, own, lang: speaks(lang) },
          tools,
          // the model saw placeholders where the visitor wrote its address
          calls.map(({ name, input }) => ({ name, input: unmasked(input) })),
        );
      const unmasked = (input: Record<string, unknown>) =>
        Object.fromEntries(
          Object.entries(input).map(([name, value]) => [
            name,
            typeof value === "string" ? masker.unmask(value, ["email", "phone", "number", "address"]) : value,
          ]),
        );
      const base = { confidence, ranked: toRanked(hits), generated: false, foreign: false };
      const instead = (reason = verdict.reasons[0], kind: Decision = verdict.decision): Found => {
        const choices = kind === "clarify" ? passages : [];
        const offers = offersWith([]);
        const isOffer = offers.length > 0 && choices.length === 0 && kind !== "answer" && reason !== "asked_for_person";
        const answer = isOffer ? sayOffers(lang, offers) : sayInstead(lang, reason, choices);
        for (const piece of pieces(answer)) onText(piece);
        const decision = isOffer ? "clarify" : kind;
        const why = isOffer && !reasons.includes("tool_offered") ? ["tool_offered", ...reasons] : reasons;
        return { ...base, decision, answer, citations: cite(choices, meant), offers, reasons: why };
      };
      if (verdict.decision !== "answer") return instead();

      let calls: ToolCall[] = [];
      if (writer && !foreign) {
        const written = await writer.write(meant, passages[0]?.lang ?? lang, passages, tools, onText);
        if (written.outcome === "declined") {
          reasons.unshift("model_declined");
          return instead("unsure", "escalate");
        }
        calls = written.calls;
        if (written.outcome === "answered") {
          const cited = new Set([...written.text.matchAll(/\[(\d{1,2})\]/g)].map((match) => Number(match[1])));
          return {
            ...base,
            decision: "answer",
            answer: written.text,
            citations: cite(passages, meant).filter(({ n }) => cited.has(n)),
            generated: true,
            offers: offersWith(calls),
            reasons: [...reasons, "generated"],
          };
        }
        reasons.push(`model_${written.why}`);
      }
      const { text, used } = extract(meant, passages);
      if (text === "") return instead("unsure", "escalate");
      // what can be checked word for word stays within one language: a foreign article is quoted, and said to be so
      const answer = foreign ? `${sayForeign(lang, passages[0]?.lang ?? "")}\n\n${text}` : text;
      for (const piece of pieces(answer)) onText(piece);
      return {
        ...base,
        decision: "answer",
        answer,
        citations: cite(passages, meant).filter(({ n }) => used.includes(n)),
        offers: offersWith(calls),
        foreign,
        reasons: foreign ? [...reasons, "foreign"] : reasons,
      };
    },

    async judge(asked) {
      const { verdict, hits } = await consider(asked, undefined);
      const { decision, confidence, reasons } = verdict;
      return { decision, confidence, reasons, ranked: toRanked(hits) };
    },

    threshold: ({ wrongAtMost }, siteId) => thresholds(wrongAtMost, siteId),
    model: () => line && { name: line.name, ...line.state() },
    // the search, a question worded anew, and the whole answer, with some room
    deadline: (settings) => timeoutsOf(settings).total + 2 * timeoutsOf(settings).idle,
  };
}

const cite = (hits: readonly SearchHit[], question: string): Citation[] =>
  hits.map(({ articleId, title, url, heading, text }, at) => ({
    n: at + 1,
    articleId,
    title,
    url,
    heading,
    excerpt: excerptOf(text.replace(/^```.*$/gm, ""), question),
  }));

const segmenter = new Intl.Segmenter("ja", { granularity: "word" });

/** A text word by word, with the spaces between; joined again it is the same text. */
function pieces(text: string): string[] {
  return /[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/u.test(text)
    ? Array.from(segmenter.segment(text), ({ segment }) => segment)
    : (text.match(/\S+\s*|^\s+/gu) ?? []);
}

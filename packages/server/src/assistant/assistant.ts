import type { AssistantSettings, Citation, Decision, Ranked, ToolOffer } from "@kotae/sdk/schema";
import { type Coefficients, excerptOf } from "@kotae/sdk/search";
import type { Reader, Searcher, SearchHit } from "../knowledge/index.ts";
import { assistantDefaults } from "../settings/index.ts";
import type { SiteTool } from "../tools/index.ts";
import { extract } from "./extract.ts";
import { type Entry, type Judged, judge, toRanked } from "./judge.ts";
import { createMasker, type Masker } from "./mask.ts";
import { createModel, type Model, type ModelLine, type Timeouts } from "./model.ts";
import type { ModelError } from "./model-error.ts";
import { isOpenToTools, offersOf } from "./offers.ts";
import { inOwnLanguage, type ReadArticle } from "./own-language.ts";
import { sayForeign, sayInstead, sayOffers, sayProposals, speaks } from "./phrases.ts";
import { settle } from "./settle.ts";
import { createThresholds, type ReadSamples, type Threshold } from "./threshold.ts";
import { type Limits, limitsOf, nothingUsed, type Usage, type Used } from "./usage.ts";
import { following, silent, type Voice } from "./voice.ts";
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
  /** What a model may use, by default as the settings say for all sites; and what it used before. */
  limits?: Limits;
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
   * `voice` says the answer while it is being made; where that differs from the result, the result counts.
   */
  answer(question: Question, voice?: Voice, signal?: AbortSignal): Promise<Found>;
  /** What would be decided, without writing anything or asking a model. */
  judge(question: Question): Promise<Pick<Found, "decision" | "confidence" | "reasons" | "ranked">>;
  /** How the line to the model is; undefined where none is set. */
  model(): ({ name: string } & ReturnType<ModelLine["state"]>) | undefined;
  /** The confidence an answer of this site needs today for the wanted precision, and where that comes from. */
  threshold(settings: AssistantSettings, siteId?: string): Promise<Threshold>;
  /** The milliseconds within which a question has its answer or a person has the question, whatever happens. */
  deadline(settings: AssistantSettings): number;
  /** The same without the time that keeping the answer takes: then a person is brought in. */
  patience(settings: AssistantSettings): number;
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

/** The assistant over a search, quoting articles, or writing from them where a model is set. */
export function createAssistant(options: AssistantOptions): Assistant {
  const { searcher, readArticle = unread, now = Date.now, onError = () => undefined, secondMillis = 1_000 } = options;
  const thresholds = createThresholds(options.samples, now);
  const line = options.model && createModel(options.model, now);
  const timeoutsOf = ({ stallSeconds }: AssistantSettings): Timeouts => ({
    idle: stallSeconds * secondMillis,
    total: 3 * stallSeconds * secondMillis,
  });

  // the search, a question worded anew, and the whole answer, with some room
  const deadlineOf = (settings: AssistantSettings) => timeoutsOf(settings).total + 2 * timeoutsOf(settings).idle;

  /** The verdict on a question, with the passages in the visitor's language where there are such. */
  async function consider(asked: Question, writer: Writer | undefined): Promise<Judged & { foreign: boolean }> {
    const { question, history = [], tools = [], settings = assistantDefaults, reader = everybody } = asked;
    const before = history.filter(({ author }) => author === "visitor").map(({ body }) => body);
    const judged = await judge({
      question,
      lang: asked.lang,
      reader,
      history,
      rules: {
        threshold: asked.threshold ?? (await thresholds(settings.wrongAtMost, asked.siteId)).threshold,
        clarify: settings.clarify,
        coefficients: await options.readCoefficients?.(),
        hasOffers: offersOf({ question, lang: speaks(asked.lang) }, tools, []).length > 0,
      },
      search: asked.search ?? searcher.search,
      rewrite: async () => writer?.rewrite(question, before),
    });
    const { hits, foreign } = await inOwnLanguage(judged.verdict.passages, asked.lang, (id) => readArticle(id, reader));
    return { ...judged, verdict: { ...judged.verdict, passages: hits }, foreign };
  }

  return {
    async answer(asked, given = silent, signal) {
      const { question, lang, tools = [], settings = assistantDefaults } = asked;
      const voice = following(given);
      const masker = createMasker();
      const writer =
        line && settings.generate
          ? createWriter({
              ...{ line, masker, signal, onError },
              limits: asked.limits ?? limitsOf({ settings, shared: settings, own: [] }),
              timeouts: timeoutsOf(settings),
              used: asked.used ?? nothingUsed,
              onUsage: (usage) => asked.onUsage?.(usage),
            })
          : undefined;
      const { verdict, meant, hits, foreign } = await consider(asked, writer);
      const { passages, confidence } = verdict;
      const reasons: string[] = [...verdict.reasons];
      const byWords = offersOf({ question, lang: speaks(lang) }, tools, []);
      // asked beside the answer: what a model says of tools has nothing to do with what it says of articles
      const proposing =
        writer && byWords.length === 0 && isOpenToTools(verdict) ? writer.propose(question, lang, tools) : undefined;
      /** What the visitor may have looked up; the model saw placeholders where the visitor wrote its address. */
      const offersNow = async () => {
        if (!proposing) return byWords;
        const calls = (await proposing).map(({ name, input }) => ({ name, input: unmasked(input, masker) }));
        return offersOf({ question, lang: speaks(lang) }, tools, calls);
      };
      const base = { confidence, ranked: toRanked(hits), generated: false, foreign: false };

      const instead = async (reason = verdict.reasons[0], kind: Decision = verdict.decision): Promise<Found> => {
        const choices = kind === "clarify" ? passages : [];
        const offers = await offersNow();
        const isOffer = offers.length > 0 && choices.length === 0 && reason !== "asked_for_person";
        // the visitor's own words decide that it is a matter for a tool; what a model thinks is only offered
        const decides = isOffer && byWords.length > 0;
        const answer = !isOffer
          ? sayInstead(lang, reason, choices)
          : decides
            ? sayOffers(lang, offers)
            : sayProposals(lang, offers);
        voice.reset();
        for (const piece of pieces(answer)) voice.say(piece);
        if (isOffer && !decides) reasons.push("tool_proposed");
        return {
          ...base,
          decision: decides ? "clarify" : kind,
          answer,
          citations: cite(choices, meant),
          offers,
          reasons: decides && !reasons.includes("tool_offered") ? ["tool_offered", ...reasons] : reasons,
        };
      };
      if (verdict.decision !== "answer") return instead();

      const written =
        writer && !foreign
          ? await writer.write(meant, passages[0]?.lang ?? lang, passages, voice.say)
          : ({ standing: "none", why: undefined } as const);
      const { text, used } = extract(meant, passages);
      const course = settle(verdict.decision, written.standing, text !== "");
      if (written.standing === "answered" && course === "written") {
        const cited = new Set([...written.text.matchAll(/\[(\d{1,2})\]/g)].map((match) => Number(match[1])));
        return {
          ...base,
          decision: "answer",
          answer: written.text,
          citations: cite(passages, meant).filter(({ n }) => cited.has(n)),
          generated: true,
          offers: await offersNow(),
          reasons: [...reasons, "generated"],
        };
      }
      if (written.standing !== "none") reasons.push(`model_${written.standing}`);
      else if (written.why !== undefined) reasons.push(`model_${written.why}`);
      if (course === "handed_over") return instead("unsure", "escalate");
      // what can be checked word for word stays within one language: a foreign article is quoted, and said to be so
      const answer = foreign ? `${sayForeign(lang, passages[0]?.lang ?? "")}\n\n${text}` : text;
      voice.reset();
      for (const piece of pieces(answer)) voice.say(piece);
      return {
        ...base,
        decision: "answer",
        answer,
        citations: cite(passages, meant).filter(({ n }) => used.includes(n)),
        offers: await offersNow(),
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
    deadline: (settings) => deadlineOf(settings),
    patience: (settings) => deadlineOf(settings) - timeoutsOf(settings).idle / 2,
  };
}

const unmasked = (input: Record<string, unknown>, masker: Masker): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(input).map(([name, value]) => [
      name,
      typeof value === "string" ? masker.unmask(value, ["email", "phone", "number", "address"]) : value,
    ]),
  );

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

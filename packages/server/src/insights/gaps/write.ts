import type { Act } from "../../act.ts";
import { type Assistant, spend, usedBefore } from "../../assistant/index.ts";
import type { SearchHit } from "../../knowledge/index.ts";
import { assistantSettings } from "../../settings/index.ts";
import type { Db } from "../../storage/index.ts";
import type { DraftSource } from "./gaps.ts";

export type WriteDeps = {
  db: Db;
  assistant: Assistant;
  now(): number;
  step<T>(deed: (act: Act) => Promise<T>): Promise<T>;
  signal: AbortSignal;
};

/**
 * The draft in a model's words, each sentence tied to what the agent wrote; undefined where no model is set, it may not
 * write, or what it wrote does not rest on that.
 */
export async function writeDraft(deps: WriteDeps, { title, lang, body }: DraftSource): Promise<string | undefined> {
  const { db, assistant, now, step, signal } = deps;
  const settings = await assistantSettings(db);
  if (!assistant.model() || !settings.generate) return undefined;
  const usages: Parameters<typeof spend>[2][number][] = [];
  // the replies are the one passage there is: the same rules hold as for an answer to a visitor
  const replies: SearchHit = {
    articleId: "",
    title,
    url: "",
    heading: "",
    excerpt: "",
    score: 1,
    lang,
    text: body,
    features: { coverage: 1, passageCoverage: 1, titleCoverage: 1, shape: 1, known: 1, margin: 1, terms: 5 },
  };
  const found = await assistant.answer(
    {
      question: title,
      lang,
      settings,
      threshold: 0,
      used: await usedBefore(db, now(), ""),
      onUsage: (usage) => usages.push(usage),
      search: async () => [replies],
    },
    undefined,
    signal,
  );
  await spend(step, "", usages, settings);
  return found.generated ? found.answer.replaceAll(/\s*\[\d+\]/g, "").trim() : undefined;
}

import type { Message, Tried } from "@kotae/sdk/schema";

/** What the panel remembered of searches and opened articles, with the names of those articles. */
export type Trail = {
  searches: readonly string[];
  articles: readonly { id: string; title: string; url: string; solved: boolean | undefined }[];
};

/**
 * What was tried before a person was asked: every question with what came of it, every article shown or opened, and
 * which of them did not help.
 *
 * An article is rejected when the visitor said so of it, or of the answer that quoted it.
 */
export function summarise(log: readonly Message[], trail: Trail): Tried {
  const questions: Tried["questions"] = [];
  const articles = new Map<string, Tried["articles"][number]>();
  let asked = "";

  for (const entry of log) {
    if (entry.kind === "message" && entry.author.kind === "visitor") asked = entry.body;
    if (entry.kind === "message" && entry.answer) {
      const { decision, confidence, citations } = entry.answer;
      const shown = [...new Set(citations.map(({ articleId }) => articleId))];
      questions.push({ text: asked, decision, confidence, articles: shown, solved: null });
      for (const { articleId: id, title, url } of citations) {
        if (!articles.has(id)) articles.set(id, { id, title, url, how: "answer", rejected: false });
      }
    }
    if (entry.kind === "event" && entry.change.type === "outcome") {
      const { solved, rejected } = entry.change;
      const last = questions.at(-1);
      if (last) last.solved = solved;
      for (const id of rejected) {
        const article = articles.get(id);
        if (article) article.rejected = true;
      }
    }
  }
  for (const { id, title, url, solved } of trail.articles) {
    const known = articles.get(id);
    if (known) known.rejected ||= solved === false;
    else articles.set(id, { id, title, url, how: "opened", rejected: solved === false });
  }
  return { searches: [...new Set(trail.searches)], questions, articles: [...articles.values()] };
}

/** A subject in the visitor's own words: the newest line that says something, cut at 80 characters. */
export function subjectOf(log: readonly Message[], fallback: string): string {
  const said = log.filter((entry) => entry.kind === "message" && entry.author.kind === "visitor");
  const words = said.map((entry) => (entry.kind === "message" ? entry.body.replaceAll(/\s+/g, " ").trim() : ""));
  // the first question is what it is about; what came later are details
  const subject = words.find((text) => text.length > 0) ?? fallback;
  const characters = [...subject];
  return characters.length > 80 ? `${characters.slice(0, 79).join("").trimEnd()}…` : subject;
}

import { articles, categories, editor, history } from "./en/articles.ts";
import { answers, gaps, knowledge, questions, synonyms, votes } from "./en/questions.ts";
import {
  articles as jaArticles,
  categories as jaCategories,
  editor as jaEditor,
  history as jaHistory,
} from "./ja/articles.ts";
import {
  answers as jaAnswers,
  gaps as jaGaps,
  knowledge as jaKnowledge,
  questions as jaQuestions,
  synonyms as jaSynonyms,
  votes as jaVotes,
} from "./ja/questions.ts";
import type { Language } from "./language.ts";

const en = { articles, categories, editor, history, answers, gaps, knowledge, questions, synonyms, votes };

/** What the knowledge section says: loaded with it, so that the inbox does not wait for it. */
export type KnowledgeWords = typeof en;
export const knowledgeWords: Record<Language, KnowledgeWords> = {
  en,
  ja: {
    articles: jaArticles,
    categories: jaCategories,
    editor: jaEditor,
    history: jaHistory,
    answers: jaAnswers,
    gaps: jaGaps,
    knowledge: jaKnowledge,
    questions: jaQuestions,
    synonyms: jaSynonyms,
    votes: jaVotes,
  },
};

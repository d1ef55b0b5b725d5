import { createHash } from "node:crypto";
import type { Choice, Example } from "../../packages/server/src/triage/model.ts";
import { type QuestionSet, questionSets } from "./search.ts";

/** Texts to sort into choices: what can be learnt from, and what is asked. */
export type Sorting = {
  name: string;
  lang: string;
  /** Every choice with its own article as its description. */
  choices: (Choice & { description: string })[];
  /** Splits by question: of every choice at most `examples` to learn from, and questions that are not among them. */
  splits(examples: number): { train: Example[]; test: Example[] }[];
  /** All questions, for models that learn from articles only. */
  questions: Example[];
  /** Questions that belong to no choice. */
  strangers: string[];
};

const splitsOfAll = 3;

/** Sets whose articles are lists of sayings, a line each: these are examples of the intent. */
const ofSayings = ["en-clinc150", "en-banking77"];
/** Sets with a question or two an article, but many articles a subject: sorted by subject. */
const bySubject = ["ja-jsquad"];
const used = [...ofSayings, "en-stackfaq", "en-rasa-sara", "ja-localgov", ...bySubject];

/** The public sets as sorting tasks; none where they are not there. */
export const sortings = (): Sorting[] =>
  questionSets()
    .filter(({ name }) => used.includes(name))
    .map(sortingOf);

function sortingOf(set: QuestionSet): Sorting {
  const { name, lang, raw } = set;
  const articles = new Map(raw.map((article) => [article.id, article]));
  const choiceOf = (id: string) => (bySubject.includes(name) ? articles.get(id)?.title : id) ?? "";
  const answerable = set.questions.filter(({ answerable }) => answerable);
  const asked = answerable.map(({ text, answers: [first = ""] }): Example => {
    const choice = choiceOf(first);
    return { id: digest(`${choice} ${text}`), text, choice };
  });
  const byChoice = Map.groupBy(asked, ({ choice }) => choice);
  const isEnough = (questions: Example[]) => ofSayings.includes(name) || questions.length > 1;
  const groups = [...byChoice]
    .filter(([, questions]) => isEnough(questions))
    .map(([choice, questions]) => {
      const own = raw.filter(({ id }) => choiceOf(id) === choice);
      const sayings = ofSayings.includes(name) ? own.flatMap(({ body }) => body.split("\n")) : [];
      return {
        choice: { id: choice, name: own[0]?.title ?? "", description: own.map(({ body }) => body).join("\n") },
        sayings: inOrder(sayings.map((text) => ({ id: digest(`${choice} ${text}`), text, choice }))),
        questions: inOrder(questions),
      };
    });
  return {
    name,
    lang,
    choices: groups.map(({ choice }) => choice),
    questions: groups.flatMap(({ questions }) => questions),
    strangers: set.questions.filter(({ answerable }) => !answerable).map(({ text }) => text),
    splits: (examples) =>
      Array.from({ length: splitsOfAll }, (_, split) => ({
        train: groups.flatMap(({ sayings, questions }) =>
          [...sayings, ...questions.filter((_, n) => n % splitsOfAll !== split)].slice(0, examples),
        ),
        test: groups.flatMap(({ questions }) => questions.filter((_, n) => n % splitsOfAll === split)),
      })),
  };
}

/** The same order every time, without the order of the file. */
const inOrder = (examples: Example[]) => examples.sort((a, b) => (a.id < b.id ? -1 : 1));

const digest = (text: string) => createHash("sha1").update(text).digest("hex");

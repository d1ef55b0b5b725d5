import type { Preview } from "@kotae/sdk/schema";
import { createModel, effect, type ReadonlySignal, signal } from "@preact/signals";
import { type ArticleForm, keywordsOf } from "./article-form.ts";
import { debounced } from "./clock.ts";
import type { Desk } from "./desk.ts";
import { openReader } from "./reading.ts";

const typedMs = 500;
const writtenMs = 1_500;
const testedAtMost = 8;

/** What is asked before anybody types, and which question of a visitor's that is; empty for none. */
type Asked = { first: string; questionId: string };

/** What the assistant would answer with the article as it stands in the editor, unsaved words and all. */
export const TryAnswerModel = createModel(
  (desk: Desk, form: ReadonlySignal<ArticleForm>, articleId: string | undefined, asked: Asked) => {
    const question = signal(asked.first);
    const reader = openReader<Preview | undefined>(async (called) => {
      const words = question.peek().trim();
      if (words === "") return undefined;
      const { title, body, summary, keywords, lang, siteId } = form.peek();
      return desk.client.previewAnswer(
        {
          question: words,
          lang,
          // the visitor's own words are tried after what had been said before them
          ...(asked.questionId !== "" && words === asked.first.trim() ? { questionId: asked.questionId } : {}),
          ...(siteId === "" ? {} : { siteId }),
          // without a title there is no article to find yet
          ...(title.trim() === ""
            ? {}
            : {
                draft: {
                  ...(articleId === undefined ? {} : { id: articleId }),
                  title: title.trim(),
                  body,
                  summary: summary.trim(),
                  keywords: keywordsOf(keywords),
                  lang,
                },
              }),
        },
        { signal: called },
      );
    });
    const soon = debounced(desk.clock, typedMs, () => void reader.load());
    const later = debounced(desk.clock, writtenMs, () => void reader.load());
    /** Keeps the question for the list of those that were tried. */
    function remember(): void {
      const words = question.peek().trim();
      if (words === "") return;
      desk.tested.value = [words, ...desk.tested.peek().filter((other) => other !== words)].slice(0, testedAtMost);
    }
    let known = form.peek();
    effect(() => {
      if (form.value === known) return;
      known = form.value;
      if (question.peek().trim() !== "") later.poke();
    });
    effect(() => () => {
      soon.cancel();
      later.cancel();
      reader.close();
    });
    void reader.load();
    return {
      question,
      reader,
      ask(text: string): void {
        question.value = text;
        soon.poke();
      },
      /** Asks at once, and remembers the question to try it again. */
      commit(text = question.peek()): void {
        question.value = text;
        soon.cancel();
        void reader.load();
        remember();
      },
      remember,
      forget(text: string): void {
        desk.tested.value = desk.tested.peek().filter((other) => other !== text);
      },
    };
  },
);

export type TryAnswer = InstanceType<typeof TryAnswerModel>;

import { KotaeError } from "@kotae/sdk";
import type { Article, ListedArticle } from "@kotae/sdk/schema";
import { createModel, signal } from "@preact/signals";
import { knowledgeWords } from "../strings/knowledge.ts";
import type { Desk } from "./desk.ts";
import type { Editor } from "./editor.ts";
import { failureWords, isSessionOver } from "./failure.ts";
import { openLookup } from "./lookup.ts";
import { objectionTo } from "./objections.ts";

const shownAtMost = 8;

/** Which articles in other languages belong to the one in the editor, and those that could. */
export const TranslationsModel = createModel((desk: Desk, editor: Editor) => {
  const { client, clock, toasts, words, language } = desk;
  /** The language an article is looked for in; empty while nobody looks. */
  const wanted = signal("");
  const isLinking = signal(false);
  const lookup = openLookup<ListedArticle>(clock, async (typed, called) => {
    const lang = wanted.peek();
    if (lang === "") return [];
    const { items } = await client.listArticles(
      { lang, limit: shownAtMost, ...(typed === "" ? {} : { q: typed }) },
      { signal: called },
    );
    const article = editor.article.peek();
    // what can be linked comes before what has an article in this language already
    const isTaken = ({ langs }: ListedArticle) => Number(langs.includes(article?.lang ?? ""));
    return items.filter(({ key }) => key !== article?.key).sort((one, other) => isTaken(one) - isTaken(other));
  });
  const say = () => knowledgeWords[language.peek()].editor;

  async function attempt(deed: () => Promise<void>): Promise<void> {
    if (isLinking.peek()) return;
    isLinking.value = true;
    try {
      await deed();
    } catch (error) {
      const field = KotaeError.is(error) ? error.errors?.[0] : undefined;
      const why = field ? objectionTo(field.message, language.peek()) : failureWords(error, words.peek());
      if (!isSessionOver(error)) toasts.warn(words.peek().toast.notSaved(why));
    } finally {
      isLinking.value = false;
    }
  }

  /** Takes in which articles belong together now; what is written in the editor, saved or not, stays. */
  function learn(next: Article): void {
    const held = editor.article.peek();
    if (held?.id === next.id) editor.article.value = { ...held, key: next.key, translations: next.translations };
  }

  /** Gives the article in the editor, or the other one, a key, and shows what belongs together then. */
  const setKey = (id: string, key: string | null) =>
    attempt(async () => {
      const own = editor.article.peek()?.id;
      const changed = await client.updateArticle({ id, key });
      learn(changed.id === own || own === undefined ? changed : await client.getArticle({ id: own }));
    });

  return {
    ...lookup,
    wanted,
    isLinking,
    /** Looks for an article in `lang`; with an empty one, no longer. */
    look(lang: string): void {
      wanted.value = lang;
      lookup.q.value = "";
      if (lang !== "") lookup.reader.retry();
    },
    /** Makes the two one article in two languages. */
    async link(other: ListedArticle): Promise<void> {
      const article = editor.article.peek();
      if (!article) return;
      const isAlone = article.translations.length === 0;
      // whichever stands alone joins the other, so that nobody leaves what belongs to them already
      if (isAlone) await setKey(article.id, other.key);
      else await setKey(other.id, article.key);
      if (!editor.article.peek()?.translations.some(({ id }) => id === other.id)) return;
      wanted.value = "";
      const undo = () => void (isAlone ? setKey(article.id, article.key) : setKey(other.id, other.key));
      toasts.say(say().linked(other.title), undo);
    },
    /** Parts the article in the editor from those in other languages. */
    async unlink(): Promise<void> {
      const article = editor.article.peek();
      if (!article) return;
      await setKey(article.id, null);
      if ((editor.article.peek()?.translations.length ?? 0) > 0) return;
      toasts.say(say().unlinked, () => void setKey(article.id, article.key));
    },
  };
});

export type Translations = InstanceType<typeof TranslationsModel>;

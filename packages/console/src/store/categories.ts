import type { Category } from "@kotae/sdk/schema";
import { createModel, effect, signal } from "@preact/signals";
import { knowledgeWords } from "../strings/knowledge.ts";
import type { Desk } from "./desk.ts";
import { failureWords, isSessionOver } from "./failure.ts";
import { openReader } from "./reading.ts";

/** The topics of a language: to choose from, to rename, and to put in the order the help centre shows them. */
export const CategoriesModel = createModel(({ client, toasts, words, language }: Desk, first: string) => {
  const lang = signal(first);
  const isSaving = signal(false);
  const reader = openReader<readonly Category[]>(
    async (called) => (await client.listCategories({ lang: lang.peek() }, { signal: called })).items,
  );
  effect(() => () => reader.close());
  const say = () => knowledgeWords[language.peek()].categories;

  /** Runs `deed`; gives what went wrong in words, or undefined where nothing did. */
  async function attempt(deed: () => Promise<void>): Promise<string | undefined> {
    isSaving.value = true;
    try {
      await deed();
      return undefined;
    } catch (error) {
      const why = failureWords(error, words.peek());
      if (!isSessionOver(error)) toasts.warn(words.peek().toast.notSaved(why));
      return why;
    } finally {
      isSaving.value = false;
    }
  }

  void reader.load();
  return {
    lang,
    reader,
    isSaving,
    show(next: string): void {
      if (next === lang.peek()) return;
      lang.value = next;
      reader.retry();
    },
    /** Moves a topic one place up or down; gives whether it could. */
    async move(name: string, by: 1 | -1): Promise<boolean> {
      const before = reader.peek() ?? [];
      const from = before.findIndex((each) => each.name === name);
      const moved = before[from];
      const other = before[from + by];
      if (!moved || !other || isSaving.peek()) return false;
      const next = [...before];
      [next[from], next[from + by]] = [other, moved];
      // it moves under the hand, and back where the server refused
      reader.put(next);
      const wrong = await attempt(async () => {
        const asked = lang.peek();
        const { items } = await client.orderCategories({ lang: asked, names: next.map((each) => each.name) });
        if (asked === lang.peek()) reader.put(items);
      });
      if (wrong !== undefined) reader.put(before);
      return wrong === undefined;
    },
    /** Gives a topic another name on all of its articles; gives what is wrong with that name. */
    async rename(name: string, typed: string): Promise<string | undefined> {
      const to = typed.trim();
      if (to === "") return say().needName;
      if (to === name) return undefined;
      return attempt(async () => {
        const isMerge = (reader.peek() ?? []).some((each) => each.name === to);
        const asked = lang.peek();
        const { moved } = await client.renameCategory({ lang: asked, name, to });
        // two that became one cannot be told apart any more
        const undo = isMerge ? undefined : () => void takeBack(asked, to, name);
        toasts.say(say().renamed(to, moved), undo);
        await reader.load();
      });
    },
  };

  async function takeBack(asked: string, name: string, to: string): Promise<void> {
    await attempt(async () => {
      await client.renameCategory({ lang: asked, name, to });
      await reader.load();
    });
  }
});

export type Categories = InstanceType<typeof CategoriesModel>;

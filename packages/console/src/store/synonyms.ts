import { KotaeError } from "@kotae/sdk";
import type { Locale, Synonym } from "@kotae/sdk/schema";
import { computed, createModel, effect, signal } from "@preact/signals";
import { knowledgeWords } from "../strings/knowledge.ts";
import { keywordsOf } from "./article-form.ts";
import type { Desk } from "./desk.ts";
import { failureWords, isSessionOver } from "./failure.ts";
import { openReader } from "./reading.ts";

/** Words that mean the same, by language, and what is suggested as such. */
export const SynonymsModel = createModel(({ client, toasts, words, language }: Desk) => {
  const lang = signal<Locale | "">("");
  const reader = openReader<readonly Synonym[]>(
    async (called) =>
      (await client.listSynonyms(lang.peek() === "" ? {} : { lang: lang.peek() as Locale }, { signal: called })).items,
  );
  effect(() => () => reader.close());
  const say = () => knowledgeWords[language.peek()].synonyms;
  const all = computed(() => (reader.state.value.step === "ready" ? reader.state.value.value : []));

  const put = (next: Synonym) => {
    const now = reader.peek() ?? [];
    const isKnown = now.some(({ id }) => id === next.id);
    reader.put(isKnown ? now.map((other) => (other.id === next.id ? next : other)) : [next, ...now]);
  };
  const drop = (id: string) => reader.put((reader.peek() ?? []).filter((other) => other.id !== id));

  /** Gives what went wrong in words, or undefined where nothing did. */
  async function attempt(deed: () => Promise<void>): Promise<string | undefined> {
    try {
      await deed();
      return undefined;
    } catch (error) {
      const why = failureWords(error, words.peek());
      if (!isSessionOver(error)) toasts.warn(words.peek().toast.notSaved(why));
      return KotaeError.is(error) && error.code === "conflict" ? say().taken : why;
    }
  }
  const check = (typed: string) => {
    const group = keywordsOf(typed);
    return { group, wrong: group.length < 2 ? say().needTwo : undefined };
  };

  async function add(langOf: Locale, typed: string): Promise<string | undefined> {
    const { group, wrong } = check(typed);
    if (wrong) return wrong;
    return attempt(async () => {
      const made = await client.createSynonym({ lang: langOf, words: group });
      put(made);
      toasts.say(say().added, () => void remove(made, true));
    });
  }

  async function remove(synonym: Synonym, isUndo = false): Promise<void> {
    await attempt(async () => {
      await client.deleteSynonym({ id: synonym.id });
      drop(synonym.id);
      const back = () => void add(synonym.lang as Locale, synonym.words.join(","));
      if (!isUndo) toasts.say(say().removed(synonym.words.join(", ")), back);
    });
  }

  async function setStatus(synonym: Synonym, status: "active" | "dismissed", isUndo = false): Promise<void> {
    await attempt(async () => {
      put(await client.updateSynonym({ id: synonym.id, status }));
      if (isUndo) return;
      const other = status === "active" ? "dismissed" : "active";
      const text = synonym.words.join(", ");
      toasts.say(
        status === "active" ? say().accepted(text) : say().dismissed(text),
        () => void setStatus(synonym, other, true),
      );
    });
  }

  return {
    reader,
    active: computed(() => all.value.filter(({ status }) => status === "active")),
    suggested: computed(() => all.value.filter(({ status }) => status === "suggested")),
    dismissed: computed(() => all.value.filter(({ status }) => status === "dismissed")),
    show(next: Locale | ""): void {
      lang.value = next;
      reader.retry();
    },
    add,
    /** Changes a group's words; gives what is wrong with them. */
    async edit(synonym: Synonym, typed: string): Promise<string | undefined> {
      const { group, wrong } = check(typed);
      if (wrong) return wrong;
      return attempt(async () => {
        put(await client.updateSynonym({ id: synonym.id, words: group }));
        toasts.say(
          say().changed,
          () => void attempt(async () => put(await client.updateSynonym({ id: synonym.id, words: synonym.words }))),
        );
      });
    },
    remove: (synonym: Synonym) => remove(synonym),
    setStatus: (synonym: Synonym, status: "active" | "dismissed") => setStatus(synonym, status),
  };
});

export type Synonyms = InstanceType<typeof SynonymsModel>;

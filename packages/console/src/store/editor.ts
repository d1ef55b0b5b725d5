import { type FieldError, KotaeError } from "@kotae/sdk";
import type { Article, ArticleStatus, Content } from "@kotae/sdk/schema";
import { computed, createModel, effect, signal, untracked } from "@preact/signals";
import { knowledgeWords } from "../strings/knowledge.ts";
import { type ArticleForm, changesOf, emptyForm, formOf, sameForm, wireOf } from "./article-form.ts";
import { openArticleImages } from "./article-images.ts";
import { debounced } from "./clock.ts";
import type { Desk } from "./desk.ts";
import { failureWords, isSessionOver } from "./failure.ts";
import { withoutMarks } from "./image-marks.ts";
import { labelOf, objectionTo } from "./objections.ts";
import { openReader } from "./reading.ts";
import { openWorkingCopies } from "./working-copies.ts";

/** Which article is edited: an existing one, or a new one with what is known of it, as the question it is to answer. */
export type EditorStart =
  | { id: string }
  | { id?: undefined; lang: string; key: string; from: string; title: string; question?: string };

/** Somebody else's version that came in between. */
export type Clash = { theirs: Article; by: string | null };

const keepMs = 400;
const previewMs = 400;

/** One article being written: its fields, what is unsaved, its preview, and what can be done with it. */
export const EditorModel = createModel((desk: Desk, start: EditorStart) => {
  const { client, clock, toasts, words } = desk;
  const copies = openWorkingCopies(desk.storage, desk.me.peek().id);
  const article = signal<Article | undefined>(undefined);
  const form = signal<ArticleForm>(emptyForm);
  /** What the server holds, in fields: everything else is unsaved. */
  const base = signal<ArticleForm>(emptyForm);
  /** The version `base` was; a working copy may be older than the article. */
  const version = signal(0);
  const state = signal<"idle" | "saving">("idle");
  const clash = signal<Clash | undefined>(undefined);
  const restored = signal<number | undefined>(undefined);
  const wrong = signal<{ title?: string; form?: string }>({});
  const preview = signal<readonly Content[]>([]);
  const previewFailed = signal(false);
  const isDirty = computed(() => !sameForm(form.value, base.value));
  const question = start.id === undefined ? (start.question ?? "") : "";
  const copyKey = start.id ?? `new.${start.lang}.${start.key}${question === "" ? "" : `.${question}`}`;
  const say = () => knowledgeWords[desk.language.peek()].editor;
  const images = openArticleImages({ client, text: () => form.peek().body, words: () => say().image.mark });
  /** What the first save did beside saving. */
  let marked: string | undefined;

  const reader = openReader(async (called) => {
    if (start.id !== undefined) {
      take(await client.getArticle({ id: start.id }, { signal: called }));
    } else {
      const source = start.from === "" ? undefined : await client.getArticle({ id: start.from }, { signal: called });
      form.value = base.value = {
        ...emptyForm,
        ...(source ? formOf(source) : { ownerId: desk.me.peek().id }),
        publishAt: "",
        lang: start.lang,
        ...(start.title === "" ? {} : { title: start.title }),
      };
    }
    const kept = copies.read(copyKey);
    if (kept && !sameForm(kept.form, form.peek())) {
      form.value = kept.form;
      if (start.id !== undefined) version.value = kept.version;
      restored.value = kept.at;
    }
    void renderNow();
    return true;
  });

  /** Takes what the server holds as the ground to write on. */
  function take(next: Article, keepForm = false): void {
    article.value = next;
    version.value = next.version;
    base.value = formOf(next);
    if (!keepForm) form.value = base.peek();
  }

  const keep = () => {
    if (reader.peek() === undefined) return;
    const copy = { form: arrived(form.peek()), version: version.peek(), at: clock.now() };
    copies.write(copyKey, isDirty.peek() ? copy : undefined);
  };
  const keepSoon = debounced(clock, keepMs, keep);

  let rendered: string | undefined;
  async function renderNow(): Promise<void> {
    const { body, lang } = form.peek();
    rendered = `${lang} ${body}`;
    try {
      const given = await client.previewArticle({ body, lang, ...(start.id ? { id: start.id } : {}) });
      if (rendered === `${lang} ${body}`) preview.value = given.content;
      previewFailed.value = false;
    } catch {
      // what was shown last stays; the next key tries again
      previewFailed.value = true;
    }
  }
  const renderSoon = debounced(clock, previewMs, () => void renderNow());
  effect(() => () => {
    keep();
    keepSoon.cancel();
    renderSoon.cancel();
    images.close();
    reader.close();
  });

  async function attempt<T>(deed: () => Promise<T>): Promise<T | undefined> {
    state.value = "saving";
    wrong.value = {};
    try {
      return await deed();
    } catch (error) {
      if (KotaeError.is(error) && error.code === "conflict" && start.id !== undefined) await meet(start.id);
      else if (!isSessionOver(error)) {
        const field = KotaeError.is(error) ? error.errors?.[0] : undefined;
        const why = failureWords(error, words.peek());
        wrong.value = field ? { [field.path === "title" ? "title" : "form"]: wrongWords(field) } : { form: why };
        toasts.warn(say().notSaved(why));
      }
      return undefined;
    } finally {
      state.value = "idle";
    }
  }

  function wrongWords({ path, message }: FieldError): string {
    const label = labelOf(path, say());
    const what = objectionTo(message, desk.language.peek());
    return path === "title" ? what : say().wrongField(label, what);
  }

  /** Whoever writes an article from a question has said which one answers it; a draft will, once it is published. */
  async function createFrom(wire: ReturnType<typeof wireOf>, key: string): Promise<Article> {
    const made = await client.createArticle({ ...wire, ...(key === "" ? {} : { key }) });
    if (question === "") return made;
    const said = knowledgeWords[desk.language.peek()].questions;
    try {
      await client.reviewQuestion({ id: question, rightArticleId: made.id });
      marked = said.markedWith(made.title);
    } catch (error) {
      // the article is there all the same
      if (!isSessionOver(error)) toasts.warn(said.notMarked(failureWords(error, words.peek())));
    }
    return made;
  }

  /** Somebody saved meanwhile: shows who, and keeps what stands here. */
  async function meet(id: string): Promise<void> {
    const [theirs, versions] = await Promise.all([
      client.getArticle({ id }),
      client.listArticleVersions({ id, limit: 1 }).catch(() => undefined),
    ]);
    clash.value = { theirs, by: versions?.items[0]?.author?.name ?? null };
  }

  async function saved(): Promise<Article | undefined> {
    // a second save meanwhile would only save the same, or make the same article twice
    if (state.peek() === "saving") return undefined;
    if (images.isBusy.peek()) {
      state.value = "saving";
      await images.settled();
    }
    const written = form.peek();
    const now = arrived(written);
    if (now.title.trim() === "") {
      state.value = "idle";
      wrong.value = { title: say().needTitle };
      return undefined;
    }
    const next = await attempt(() =>
      start.id === undefined
        ? createFrom(wireOf(now), start.key)
        : client.updateArticle({ id: start.id, ...changesOf(now, base.peek()), ifVersion: version.peek() }),
    );
    if (!next) return undefined;
    const typedMeanwhile = !sameForm(form.peek(), written);
    take(next, typedMeanwhile);
    restored.value = undefined;
    // a new article goes on under its own address; what was typed while it was made goes along
    if (start.id === undefined && typedMeanwhile) {
      copies.write(next.id, { form: arrived(form.peek()), version: next.version, at: clock.now() });
    }
    copies.write(copyKey, undefined);
    return next;
  }

  async function setStatus(status: ArticleStatus, isUndo = false): Promise<Article | undefined> {
    if (state.peek() === "saving") return undefined;
    const before = article.peek();
    const ground = isDirty.peek() || before === undefined ? await saved() : before;
    if (!ground || (start.id === undefined && status === "draft")) return ground;
    const next = await attempt(() =>
      status === "published"
        ? client.publishArticle({ id: ground.id })
        : client.updateArticle({ id: ground.id, status }),
    );
    if (!next) return undefined;
    take(next, isDirty.peek());
    const undo = before && !isUndo ? () => void setStatus(before.status, true) : undefined;
    if (!isUndo) toasts.say(knowledgeWords[desk.language.peek()].articles.became(next.title)[status], undo);
    return next;
  }

  void reader.load();
  return {
    reader,
    article,
    form,
    isDirty,
    state,
    clash,
    restored,
    wrong,
    preview,
    previewFailed,
    images,
    put(change: Partial<ArticleForm>): void {
      const before = form.peek();
      form.value = { ...before, ...change };
      if (change.title !== undefined) wrong.value = {};
      keepSoon.poke();
      if (form.peek().body !== before.body || form.peek().lang !== before.lang) renderSoon.poke();
    },
    /** Keeps what stands here on this device at once, as before the page goes away. */
    keep,
    /** Saves what is unsaved; gives the article, or undefined where the server refused. */
    async save(): Promise<Article | undefined> {
      if (start.id !== undefined && !isDirty.peek()) return article.peek();
      const next = await saved();
      if (next) toasts.say(marked ?? say().saved);
      marked = undefined;
      return next;
    },
    setStatus: (status: ArticleStatus) => setStatus(status),
    /** Goes back to what the server holds; what stood here comes back with the undo. */
    discard(): void {
      const [mine, from] = [form.peek(), version.peek()];
      form.value = base.peek();
      version.value = article.peek()?.version ?? 0;
      restored.value = undefined;
      copies.write(copyKey, undefined);
      void renderNow();
      toasts.say(say().discarded, () => {
        form.value = mine;
        version.value = from;
        keep();
        void renderNow();
      });
    },
    /** Ends a clash: with ours on top of theirs, or with theirs in the editor. */
    settle(whose: "mine" | "theirs"): void {
      const found = clash.peek();
      if (!found) return;
      clash.value = undefined;
      const mine = form.peek();
      take(found.theirs, whose === "mine");
      void renderNow();
      keep();
      if (whose === "mine") void untracked(saved).then((next) => next && toasts.say(say().saved));
      else {
        toasts.say(say().discarded, () => {
          form.value = mine;
          keep();
          void renderNow();
        });
      }
    },
    /** Shows an article that was changed elsewhere on the page, as by restoring a version. */
    accept(next: Article): void {
      take(next);
      copies.write(copyKey, undefined);
      void renderNow();
    },
    /** Removes the article; gives whether it is gone. */
    async remove(): Promise<boolean> {
      if (start.id === undefined) return false;
      const { id } = start;
      const done = await attempt(async () => {
        await client.deleteArticle({ id });
        return true;
      });
      if (done) {
        form.value = base.peek();
        copies.write(copyKey, undefined);
      }
      return done === true;
    },
  };
});

/** The form with those images only that have arrived. */
const arrived = (form: ArticleForm): ArticleForm => ({ ...form, body: withoutMarks(form.body) });

export type Editor = InstanceType<typeof EditorModel>;

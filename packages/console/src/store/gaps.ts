import type { Gap, GapDetail } from "@kotae/sdk/schema";
import { createModel, effect, signal } from "@preact/signals";
import { knowledgeWords } from "../strings/knowledge.ts";
import type { Desk } from "./desk.ts";
import { failureWords, isSessionOver } from "./failure.ts";
import { openReader, openRows } from "./reading.ts";

export type GapStatus = Gap["status"];
export type GapQuery = { status: GapStatus | ""; lang: string };
export const gapStatuses: readonly GapStatus[] = ["open", "drafted", "published", "dismissed"];

const pageSize = 50;
/** As many of those that one visitor asked are shown before somebody asks for more. */
const oncePageSize = 20;
/** A model may take its time over a draft. */
const draftMs = 90_000;

/** What is asked and answered by nothing, costliest first, and what is done about it. */
export const GapsModel = createModel(({ client, toasts, words, language }: Desk) => {
  const query = signal<GapQuery>({ status: "open", lang: "" });
  const openId = signal("");
  const isDrafting = signal(false);
  const rows = openRows<Gap>((cursor, called) => {
    const { status, lang } = query.peek();
    return client.listGaps(
      {
        limit: pageSize,
        ...(status === "" ? {} : { status }),
        ...(lang === "en" || lang === "ja" ? { lang } : {}),
        ...cursor,
      },
      { signal: called },
    );
  });
  const once = openRows<Gap>((cursor, called) => {
    const { lang } = query.peek();
    return client.listGaps(
      { met: "once", limit: oncePageSize, ...(lang === "en" || lang === "ja" ? { lang } : {}), ...cursor },
      { signal: called },
    );
  });
  const detail = openReader<GapDetail>((called) => client.getGap({ id: openId.peek() }, { signal: called }));
  effect(() => () => {
    rows.close();
    once.close();
    detail.close();
  });
  const say = () => knowledgeWords[language.peek()].gaps;
  const warn = (error: unknown) => {
    const t = words.peek();
    if (!isSessionOver(error)) toasts.warn(t.toast.notSaved(failureWords(error, t)));
  };

  function put(next: Gap): void {
    for (const list of [rows, once]) list.change((all) => all.map((row) => (row.id === next.id ? next : row)));
    const now = detail.peek();
    if (now?.id === next.id) detail.put({ ...now, ...next });
  }

  async function change(
    id: string,
    patch: { title?: string; status?: "open" | "dismissed"; articleId?: string },
  ): Promise<Gap | undefined> {
    try {
      const next = await client.updateGap({ id, ...patch });
      put(next);
      return next;
    } catch (error) {
      warn(error);
      return undefined;
    }
  }

  /** Reads anew what a change of several gaps moved about; what is shown stays until then. */
  async function refresh(): Promise<void> {
    await Promise.all([rows.load(), once.load(), ...(openId.peek() === "" ? [] : [detail.load()])]);
  }

  /** Puts something right, says so with the way back, and gives the gap to look at next; undefined where it failed. */
  async function correct(
    deed: () => Promise<{ changeId: string; nextId: string; said: string }>,
    onUndone: (id: string) => void,
  ): Promise<string | undefined> {
    try {
      const { changeId, nextId, said } = await deed();
      openId.value = nextId;
      await refresh();
      toasts.say(said, () => void takeBack(changeId, onUndone));
      return nextId;
    } catch (error) {
      warn(error);
      return undefined;
    }
  }

  async function takeBack(changeId: string, onUndone: (id: string) => void): Promise<void> {
    try {
      const { id } = await client.undoGapChange({ id: changeId });
      openId.value = id;
      await refresh();
      toasts.say(say().undone);
      onUndone(id);
    } catch (error) {
      warn(error);
    }
  }

  return {
    rows,
    /** What only one visitor asked. */
    once,
    detail,
    isDrafting,
    show(next: GapQuery): void {
      query.value = next;
      rows.retry();
      if (next.status === "open") once.retry();
    },
    /** Puts all of a gap into another one; gives that one's id. `onUndone` hears which gap is there again. */
    merge: (gap: Gap, into: Gap, onUndone: (id: string) => void) =>
      correct(async () => {
        const { changeId } = await client.mergeGap({ id: gap.id, intoId: into.id });
        return { changeId, nextId: into.id, said: say().merged(gap.title, into.title) };
      }, onUndone),
    /** Moves a question to another gap, or to one of its own. */
    move: (gap: Gap, questionId: string, into: Gap | undefined, onUndone: (id: string) => void) =>
      correct(async () => {
        const { changeId } = await client.moveGapQuestions({
          id: gap.id,
          questionIds: [questionId],
          ...(into ? { intoId: into.id } : {}),
        });
        return { changeId, nextId: gap.id, said: into ? say().moved(into.title) : say().movedOut };
      }, onUndone),
    takeBack,
    open(id: string): void {
      openId.value = id;
      if (id !== "") detail.retry();
    },
    async dismiss(gap: Gap): Promise<void> {
      const done = await change(gap.id, { status: "dismissed" });
      if (done) toasts.say(say().dismissed(gap.title), () => void change(gap.id, { status: "open" }));
    },
    async reopen(gap: Gap): Promise<void> {
      const done = await change(gap.id, { status: "open" });
      if (done) toasts.say(say().reopened(gap.title));
    },
    async rename(gap: Gap, title: string): Promise<void> {
      const next = title.trim();
      if (next === "" || next === gap.title) return;
      const done = await change(gap.id, { title: next });
      if (done) toasts.say(say().renamed, () => void change(gap.id, { title: gap.title }));
    },
    /** Says that an article answers it already. */
    async link(gap: Gap, articleId: string): Promise<void> {
      const done = await change(gap.id, { articleId });
      if (done) toasts.say(say().linked(done.article?.title ?? gap.title));
    },
    /** Has a draft written, from one ticket or the best there is; gives the article to open, or undefined. */
    async draft(gap: Gap, ticketId?: string): Promise<string | undefined> {
      if (isDrafting.peek()) return undefined;
      isDrafting.value = true;
      try {
        const given = await client.draftGap(
          { id: gap.id, ...(ticketId === undefined ? {} : { ticketId }) },
          { timeoutMs: draftMs },
        );
        put(given.gap);
        toasts.say(given.fromTicket === null ? say().draftedFromQuestions : say().draftedFromTicket);
        return given.articleId;
      } catch (error) {
        warn(error);
        return undefined;
      } finally {
        isDrafting.value = false;
      }
    },
  };
});

export type Gaps = InstanceType<typeof GapsModel>;

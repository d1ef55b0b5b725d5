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
  const detail = openReader<GapDetail>((called) => client.getGap({ id: openId.peek() }, { signal: called }));
  effect(() => () => {
    rows.close();
    detail.close();
  });
  const say = () => knowledgeWords[language.peek()].gaps;
  const warn = (error: unknown) => {
    const t = words.peek();
    if (!isSessionOver(error)) toasts.warn(t.toast.notSaved(failureWords(error, t)));
  };

  function put(next: Gap): void {
    rows.change((all) => all.map((row) => (row.id === next.id ? next : row)));
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

  return {
    rows,
    detail,
    isDrafting,
    show(next: GapQuery): void {
      query.value = next;
      rows.retry();
    },
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

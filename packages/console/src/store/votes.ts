import type { Vote } from "@kotae/sdk/schema";
import { createModel, effect, signal } from "@preact/signals";
import { knowledgeWords } from "../strings/knowledge.ts";
import type { Desk } from "./desk.ts";
import { failureWords, isSessionOver } from "./failure.ts";
import { openRows } from "./reading.ts";

export const voteViews = ["open", "reviewed", "all"] as const;
export type VoteQuery = { view: (typeof voteViews)[number]; lang: string };

const pageSize = 50;

/** What readers found not helpful, and who has looked at it. */
export const VotesModel = createModel(({ client, toasts, words, language }: Desk) => {
  const query = signal<VoteQuery>({ view: "open", lang: "" });
  const rows = openRows<Vote>((cursor, called) => {
    const { view, lang } = query.peek();
    return client.listVotes({ view, limit: pageSize, ...(lang === "" ? {} : { lang }), ...cursor }, { signal: called });
  });
  effect(() => () => rows.close());

  /** What was looked at stays where it is, so that the hand finds it again; the next list is without it. */
  async function setReviewed({ id }: Vote, reviewed: boolean, isUndo = false): Promise<void> {
    try {
      const next = await client.reviewVote({ id, reviewed });
      rows.change((all) => all.map((row) => (row.id === id ? next : row)));
      if (reviewed && !isUndo) {
        toasts.say(knowledgeWords[language.peek()].votes.reviewed, () => void setReviewed(next, false, true));
      }
    } catch (error) {
      const t = words.peek();
      if (!isSessionOver(error)) toasts.warn(t.toast.notSaved(failureWords(error, t)));
    }
  }

  return {
    rows,
    show(next: VoteQuery): void {
      query.value = next;
      rows.retry();
    },
    setReviewed: (vote: Vote, reviewed: boolean) => setReviewed(vote, reviewed),
  };
});

export type Votes = InstanceType<typeof VotesModel>;

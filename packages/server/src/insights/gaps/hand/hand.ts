import { KotaeError } from "@kotae/sdk/errors";
import type { GapDetail, Parsed } from "@kotae/sdk/schema";
import type { Act } from "../../../act.ts";
import { type AgentActor, agentById } from "../../../identity/index.ts";
import type { Db } from "../../../storage/index.ts";
import { asPart, merged } from "../cluster.ts";
import { blank, groupOf, readAsked, readWords, toRow } from "../kept.ts";
import * as store from "../store.ts";
import * as changes from "./store.ts";

/** What taking a change back needs of how things were: the gap that went, what the other one had, whether it was made. */
type Before = {
  from?: store.GapRow;
  into?: Pick<store.GapRow, "status" | "article_id" | "published_at">;
  made?: boolean;
};

/**
 * Puts all questions of a gap into another one, which is asked from then on what both are asked; gives the change, which
 * can be taken back. Throws `not_found`, and `invalid_input` for a gap and itself.
 */
export async function mergeGap(act: Act, agent: AgentActor, { id, intoId }: Parsed<"mergeGap">): Promise<string> {
  await store.takeTurn(act.db);
  const from = await existing(act.db, id);
  const into = await existing(act.db, intoId);
  if (id === intoId) throw wrong("intoId", "is the same gap");
  const questions = (await store.questionsOf(act.db, id)).map((question) => question.id);
  const changeId = await note(act, agent, "merged", from.id, into.id, questions, { from, into });
  const words = readWords(into.words);
  await store.moveAll(act.db, from.id, into.id);
  await store.update(act.db, into.id, {
    words: JSON.stringify({ ...words, ...merged(words, asPart(readWords(from.words), from.id)) }),
    updated_at: act.now,
    // the only article there is goes with it
    ...(into.article_id === null && from.article_id !== null
      ? { article_id: from.article_id, status: from.status, published_at: from.published_at }
      : {}),
  });
  await store.remove(act.db, from.id);
  return changeId;
}

/**
 * Moves questions out of a gap, to another one or one of their own; the two stay two from then on. Gives the change, which
 * can be taken back, and where they are. Throws `not_found`, and `invalid_input` for questions that are none of the gap's
 * or all it has.
 */
export async function moveQuestions(
  act: Act,
  agent: AgentActor,
  { id, questionIds, intoId }: Parsed<"moveGapQuestions">,
): Promise<{ changeId: string; intoId: string }> {
  await store.takeTurn(act.db);
  const from = await existing(act.db, id);
  if (id === intoId) throw wrong("intoId", "is the same gap");
  const all = await store.questionsOf(act.db, id);
  const moved = all.filter((question) => questionIds.includes(question.id));
  if (moved.length < new Set(questionIds).size) throw wrong("questionIds", "has a question that is none of this gap's");
  if (moved.length === all.length) {
    throw new KotaeError("invalid_input", "Nothing would stay in this gap.", {
      errors: [{ path: "questionIds", message: "are all questions of this gap" }],
      hint: "Merge the whole gap into the other one.",
    });
  }
  const [first] = await readAsked(act.db, moved);
  if (!first) throw wrong("questionIds", "must name a question");
  const into = intoId === undefined ? toRow(blank(act, first)) : await existing(act.db, intoId);
  if (intoId === undefined) await store.insert(act.db, into);
  const ids = moved.map((question) => question.id);
  const changeId = await note(act, agent, "moved", from.id, into.id, ids, { made: intoId === undefined });
  await store.place(act.db, ids, into.id);
  await renewBoth(act, from.id, into.id);
  return { changeId, intoId: into.id };
}

/** Takes a change back, and gives the gap it began with; throws `not_found`, and `conflict` where it no longer can be. */
export async function undoChange(act: Act, id: string): Promise<string> {
  await store.takeTurn(act.db);
  const change = await changes.find(act.db, id);
  if (!change) throw new KotaeError("not_found", "There is no such change of a gap.");
  if (change.undone_at !== null) throw new KotaeError("conflict", "This change was taken back already.");
  const { from, into, made } = JSON.parse(change.kept) as Before;
  const target = await store.find(act.db, change.into_id);
  if (!target || (change.kind === "moved" && !(await store.find(act.db, change.from_id)))) {
    throw new KotaeError("conflict", "One of the two gaps is part of another one by now.", {
      hint: "Take that change back first.",
    });
  }
  const ids = new Set(JSON.parse(change.question_ids) as string[]);
  if (from) {
    await store.insert(act.db, from);
    if (into && from.article_id !== null && target.article_id === from.article_id) {
      const { status, article_id, published_at } = into;
      await store.update(act.db, target.id, { status, article_id, published_at });
    }
    // what was asked since belongs to the part it is nearest to
    for (const { id, part } of readWords(target.words).samples) if (part === from.id) ids.add(id);
  }
  const still = (await store.questionsOf(act.db, target.id)).filter((question) => ids.has(question.id));
  await store.place(
    act.db,
    still.map((question) => question.id),
    change.from_id,
  );
  await changes.undo(act.db, id, act.now);
  await renewBoth(act, change.from_id, change.into_id);
  const isLeftEmpty = made === true && (await store.questionsOf(act.db, target.id)).length === 0;
  if (isLeftEmpty && target.article_id === null) await store.remove(act.db, target.id);
  return change.from_id;
}

const changesShown = 10;

/** What people put right in a gap and could take back, the newest first. */
export async function changesOf(db: Db, gapId: string): Promise<GapDetail["changes"]> {
  const own = (await changes.all(db)).filter(({ from_id, into_id }) => from_id === gapId || into_id === gapId);
  return Promise.all(
    own
      .toReversed()
      .slice(0, changesShown)
      .map(async (change) => {
        const isFrom = change.from_id === gapId;
        const { from } = JSON.parse(change.kept) as Before;
        const other = from ?? (await store.find(db, isFrom ? change.into_id : change.from_id));
        return {
          id: change.id,
          kind: change.kind === "merged" ? "merged" : isFrom ? "moved_out" : "moved_in",
          title: other?.title ?? "",
          questions: (JSON.parse(change.question_ids) as string[]).length,
          by: (await agentById(db, change.agent_id))?.name ?? "",
          at: new Date(change.created_at).toISOString(),
        } as const;
      }),
  );
}

async function note(
  act: Act,
  agent: AgentActor,
  kind: changes.ChangeRow["kind"],
  fromId: string,
  intoId: string,
  questionIds: readonly string[],
  before: Before,
): Promise<string> {
  const id = act.newId();
  await changes.insert(act.db, {
    id,
    kind,
    from_id: fromId,
    into_id: intoId,
    question_ids: JSON.stringify(questionIds),
    kept: JSON.stringify(before),
    agent_id: agent.id,
    created_at: act.now,
    undone_at: null,
  });
  return id;
}

async function renewBoth(act: Act, ...ids: string[]): Promise<void> {
  for (const id of ids) {
    const row = await existing(act.db, id);
    const words = { ...readWords(row.words), ...(await groupOf(act.db, id)) };
    const langs = Object.entries(words.langs).sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
    await store.update(act.db, id, {
      words: JSON.stringify(words),
      lang: langs[0]?.[0] ?? row.lang,
      updated_at: act.now,
    });
  }
}

/** The gap of that name; throws `not_found`. */
export async function existing(db: Db, id: string): Promise<store.GapRow> {
  const row = await store.find(db, id);
  if (!row) throw new KotaeError("not_found", "There is no such gap.");
  return row;
}

const wrong = (path: string, message: string) =>
  new KotaeError("invalid_input", "This cannot be put right like that.", { errors: [{ path, message }] });

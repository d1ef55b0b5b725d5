import type { Decision, Ranked } from "@kotae/sdk/schema";
import type { Act } from "../act.ts";
import { dayMillis, returnOf } from "./outcome.ts";
import * as store from "./store.ts";

/** A question with what was decided of it. */
export type AskedQuestion = {
  conversationId: string;
  siteId: string;
  visitorId: string;
  /** The `seq` of the answer's entry. */
  answerSeq: number;
  /** With personal data masked. */
  text: string;
  lang: string;
  decision: Decision;
  confidence: number;
  threshold: number;
  reasons: readonly string[];
  ranked: readonly Ranked[];
  generated: boolean;
  holdOut: boolean;
};

/** The longest time within which coming back may take a solution back: what the settings allow. */
const returnDaysMost = 90;

/** Keeps a question and what its conversation's end will be decided from; once for each answer. Gives its id. */
export async function recordQuestion(act: Act, asked: AskedQuestion): Promise<string> {
  const { conversationId, siteId, visitorId, lang, decision } = asked;
  await recordReturn(act, visitorId, conversationId, { acrossDevices: true });
  const id = act.newId();
  await store.insert(act.db, {
    id,
    conversation_id: conversationId,
    site_id: siteId,
    visitor_id: visitorId,
    answer_seq: asked.answerSeq,
    text: asked.text,
    lang,
    decision,
    confidence: asked.confidence,
    threshold: asked.threshold,
    reasons: JSON.stringify(asked.reasons),
    ranked: JSON.stringify(asked.ranked),
    generated: asked.generated ? 1 : 0,
    hold_out: asked.holdOut ? 1 : 0,
    solved: null,
    ticket_id: null,
    gap_id: null,
    reviewed: 0,
    right_article_id: null,
    reviewed_by: null,
    reviewed_at: null,
    created_at: act.now,
  });
  const before = await store.assistedOf(act.db, conversationId);
  const answered = decision === "answer" ? { answered_at: act.now } : {};
  if (before) {
    await store.updateAssisted(act.db, conversationId, {
      last_asked_at: act.now,
      questions: before.questions + 1,
      ...answered,
    });
    return id;
  }
  await store.insertAssisted(act.db, {
    conversation_id: conversationId,
    site_id: siteId,
    visitor_id: visitorId,
    lang,
    started_at: act.now,
    last_asked_at: act.now,
    questions: 1,
    answered_at: null,
    confirmed_at: null,
    denied_at: null,
    handed_over_at: null,
    returned_at: null,
    returned_from: null,
    hold_out: asked.holdOut ? 1 : 0,
    ...answered,
  });
  return id;
}

/** Notes what the visitor said of the last answer; nothing where the assistant was never asked. */
export async function recordVerdict(act: Act, conversationId: string, solved: boolean): Promise<void> {
  const last = await store.lastOf(act.db, conversationId);
  if (!last) return;
  await store.update(act.db, last.id, { solved: solved ? 1 : 0 });
  await store.updateAssisted(act.db, conversationId, solved ? { confirmed_at: act.now } : { denied_at: act.now });
}

/** Notes that people have the conversation now; nothing where the assistant was never asked. */
export async function recordHandOver(act: Act, conversationId: string, ticketId: string): Promise<void> {
  const assisted = await store.assistedOf(act.db, conversationId);
  if (!assisted) return;
  await store.setTicket(act.db, conversationId, ticketId);
  if (assisted.handed_over_at === null) {
    await store.updateAssisted(act.db, conversationId, { handed_over_at: act.now });
  }
}

/**
 * Notes that a visitor is heard again: what they had solved before was not, or not for long.
 *
 * `acrossDevices` also looks at other visitors of the site who gave the same address.
 */
export async function recordReturn(
  act: Act,
  visitorId: string,
  conversationId: string,
  { acrossDevices = false } = {},
): Promise<void> {
  const query = { visitorId, since: act.now - returnDaysMost * dayMillis };
  const own = await store.unescalatedOf(act.db, query);
  const others = acrossDevices ? await store.unescalatedOfNamesakes(act.db, query) : [];
  for (const row of [...own, ...others]) {
    const change = returnOf(row, { now: act.now, here: row.conversation_id === conversationId });
    if (change) await store.updateAssisted(act.db, row.conversation_id, change);
  }
}

/** Where an injection stands when it reaches the assistant, if it does. */
export type Place = "article" | "question" | "history" | "toolResult" | "visitorName" | "fileName";

/** What an injection wants of a model that reads it. */
export type Wish =
  /** That it tells its rules, all that stands before it, the key it is called with, or what is not for everybody. */
  | "rules"
  | "everything"
  | "key"
  | "internal"
  /** That it says that it has no answer. */
  | "decline"
  | "french"
  | { say: string }
  | { link: string }
  | { call: string; input: Record<string, string> };

/** What somebody writes, with what a model would do that did as it is told. */
export type Attack = { text: string; wishes: readonly Wish[] };

export type Corpus = Record<Place, readonly Attack[]>;

export const attack = (text: string, ...wishes: Wish[]): Attack => ({ text, wishes });

/** The wishes for tools that come up most. */
export const refund: Wish = { call: "refund_order", input: { order: "A-1042" } };
export const remove: Wish = { call: "delete_account", input: { email: "mei@example.com" } };

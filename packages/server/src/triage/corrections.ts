import type { Example } from "./model.ts";

/** An agent's word on a ticket's value in one aspect. */
export type Correction = {
  ticketId: string;
  text: string;
  attributes?: Readonly<Record<string, string>> | undefined;
  /** What it is; null takes back what was said before: then the ticket teaches nothing. */
  choice: string | null;
  /** What the model or a rule had said before; null where it had abstained. */
  before: string | null;
  /** When (epoch ms). */
  at: number;
};

/** A mistake that was put right teaches more than a value that was given where there was none, and that as much as one confirmed. */
const [ofMistake, ofOther] = [2, 1];

/** What corrections teach: one example a ticket, as its newest correction says; of equally new ones the later in the list. */
export function examplesFrom(corrections: readonly Correction[]): Example[] {
  const newest = new Map<string, Correction>();
  for (const correction of corrections) {
    if (correction.at >= (newest.get(correction.ticketId)?.at ?? Number.NEGATIVE_INFINITY)) {
      newest.set(correction.ticketId, correction);
    }
  }
  return [...newest.values()].flatMap(({ ticketId, text, attributes, choice, before, at }) =>
    choice === null
      ? []
      : [
          {
            id: ticketId,
            text,
            attributes,
            choice,
            at,
            weight: before !== null && before !== choice ? ofMistake : ofOther,
          },
        ],
  );
}

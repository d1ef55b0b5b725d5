import type { Message } from "../schema/index.ts";

/** How far one conversation has been handed over (`last`), and how far it is known to go (`known`). */
export type Cursor = { last: number; known: number };

/** A cursor that has everything up to `last`. */
export const cursorAt = (last: number): Cursor => ({ last, known: last });

/**
 * Moves the cursor over what arrived and gives back what may be handed on: in order, without a gap, nothing twice.
 *
 * An entry beyond a gap is not kept, only noted as known: it stands in the log, and the log is read from the gap on.
 */
export function advance(cursor: Cursor, arrived: readonly Message[]): Message[] {
  const ready: Message[] = [];
  for (const message of arrived) {
    if (message.seq > cursor.known) cursor.known = message.seq;
    if (message.seq !== cursor.last + 1) continue;
    cursor.last = message.seq;
    ready.push(message);
  }
  return ready;
}

/** True while entries are known of that have not been handed over: the log must be read after `last`. */
export const isBehind = (cursor: Cursor): boolean => cursor.last < cursor.known;

/** Believes a page of the log that brought nothing, unless more became known while it was being read. */
export function settle(cursor: Cursor, knownBefore: number): void {
  if (cursor.known === knownBefore) cursor.known = cursor.last;
}

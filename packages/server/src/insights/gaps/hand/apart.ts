import type { ChangeRow } from "./store.ts";

/**
 * Tells of two gaps whether somebody said that they are two, by moving a question from one to the other. What was said of
 * a gap holds for the one it was put into, too; two that were put together since are one again.
 */
export function apartOf(changes: readonly ChangeRow[]): (one: string, other: string) => boolean {
  const last = lastOf(changes);
  const pairs = new Set<string>();
  for (const { kind, from_id, into_id } of changes) {
    if (kind === "moved") pairs.add(pairOf(last(from_id), last(into_id)));
  }
  return (one, other) => pairs.has(pairOf(one, other));
}

const pairOf = (one: string, other: string) => (one < other ? `${one} ${other}` : `${other} ${one}`);

/** Which questions of a gap came with another one that somebody put into it, and with which. */
export function partsOf(changes: readonly ChangeRow[], gapId: string): Map<string, string> {
  const last = lastOf(changes);
  const merges = changes.filter(({ kind, into_id }) => kind === "merged" && last(into_id) === gapId);
  // the oldest says most exactly where a question was at home
  return new Map(
    merges
      .toReversed()
      .flatMap(({ from_id, question_ids }) => (JSON.parse(question_ids) as string[]).map((id) => [id, from_id])),
  );
}

/** Which gap a gap is in now that may have been put into others. */
function lastOf(changes: readonly ChangeRow[]): (id: string) => string {
  const into = new Map<string, string>();
  for (const { kind, from_id, into_id } of changes) if (kind === "merged") into.set(from_id, into_id);
  return (id) => {
    let at = id;
    for (let next = into.get(at); next !== undefined && next !== id; next = into.get(at)) at = next;
    return at;
  };
}

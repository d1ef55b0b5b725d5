import { KotaeError } from "@kotae/sdk/errors";

type Place = { updatedAt: number; id: string };

/** A list's place as an opaque text: nobody should build one by hand. */
export const toCursor = (place: Place): string =>
  Buffer.from(`${place.updatedAt} ${place.id}`, "utf8").toString("base64url");

/** The place a cursor names; throws `invalid_cursor` for anything `toCursor` did not make. */
export function fromCursor(cursor: string | undefined): Place | undefined {
  if (cursor === undefined) return undefined;
  const match = /^(\d{1,16}) ([\da-f-]{36})$/.exec(Buffer.from(cursor, "base64url").toString("utf8"));
  if (!match)
    throw new KotaeError("invalid_cursor", "This cursor is none of ours.", { hint: "Start again without `cursor`." });
  return { updatedAt: Number(match[1]), id: String(match[2]) };
}

/** Cuts a list read one item too long into a page. */
export function toPage<Row extends { updated_at: number; id: string }, Item>(
  rows: Row[],
  limit: number,
  present: (row: Row) => Item,
): { items: Item[]; nextCursor: string | null } {
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map(present),
    nextCursor: last ? toCursor({ updatedAt: last.updated_at, id: last.id }) : null,
  };
}

import { KotaeError } from "@kotae/sdk/errors";

/** Where a page ended, as a word nobody needs to understand: the values the next one goes on from. */
const write = (values: readonly (string | number)[]) => Buffer.from(JSON.stringify(values)).toString("base64url");

function read(cursor: string): unknown[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    if (Array.isArray(values)) return values;
  } catch {
    // falls through: what cannot be read is refused below
  }
  throw refused();
}

const refused = () =>
  new KotaeError("invalid_cursor", "This cursor is not one of ours.", { hint: "Start again without a cursor." });

export const timeCursor = (at: number, id: string): string => write([at, id]);

export function readTimeCursor(cursor: string): { at: number; id: string } {
  const [at, id] = read(cursor);
  if (Number.isSafeInteger(at) && typeof id === "string") return { at: Number(at), id };
  throw refused();
}

export const numberCursor = (value: number): string => write([value]);

export function readNumberCursor(cursor: string): number {
  const [value] = read(cursor);
  if (Number.isSafeInteger(value)) return Number(value);
  throw refused();
}

// what the build puts in the place of two of Orama's modules that a device has no use for

/** Instead of the table of all its messages: the code says enough, and any error lets the server search. */
export const createError = (code: string): Error => new Error(code);

/** An index on a device is made once, from a snapshot: nothing is ever taken out of it. */
export function remove(): never {
  throw new Error("Nothing is taken out of an index on a device.");
}
export const removeMultiple = (): never => remove();

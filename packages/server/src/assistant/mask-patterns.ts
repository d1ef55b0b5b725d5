import { addresses } from "./mask-addresses.ts";
import { accounts, cards, ids, phones } from "./mask-numbers.ts";
import { secrets } from "./mask-secrets.ts";

/** What is hidden, by the word its placeholder carries. */
export type Kind = "secret" | "card" | "account" | "email" | "phone" | "address" | "number";

export type Pattern = {
  kind: Kind;
  /** Matched on text in half width; the group `hidden`, where there is one (flag `d`), is what is hidden. */
  find: RegExp;
  /** Says no to what only looks like it; `before` is what stands right before it. */
  isOne?(found: string, before: string): boolean;
  /** Which parts of what was found are hidden, as offsets in it, in their order; without it, all is. */
  parts?(found: string): [from: number, to: number][];
};

/** In the order they are looked for: what is found first is no longer there for the next. */
export const patterns: readonly Pattern[] = [
  ...secrets,
  // Latin letters only: in Japanese nothing stands between an address and the words around it
  {
    kind: "email",
    find: /(?<![\p{sc=Latin}\p{N}._%+'-])[\p{sc=Latin}\p{N}._%+'-]{1,64}@(?:[\p{sc=Latin}\p{N}-]{1,63}\.){1,8}\p{sc=Latin}{2,24}/gu,
  },
  ...cards,
  ...accounts,
  ...addresses,
  ...phones,
  ...ids,
];

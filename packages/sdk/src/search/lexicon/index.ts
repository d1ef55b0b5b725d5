import { stem } from "../stem.ts";
import { groups as english } from "./en.ts";
import { groups as japanese } from "./ja.ts";
import { groups as loans } from "./loans.ts";

let byToken: Map<string, Set<string>> | undefined;

/** The tokens that may mean the same as a token, by the general lexicon of support language. */
export function relativesOf(token: string): ReadonlySet<string> | undefined {
  byToken ??= read(`${english}\n${japanese}\n${loans}`);
  return byToken.get(token);
}

function read(text: string): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const line of text.split("\n")) {
    // `stem` leaves everything but Latin letters alone
    const group = line.split(" ").filter(Boolean).map(stem);
    for (const token of group) {
      const relatives = found.get(token) ?? new Set();
      for (const other of group) if (other !== token) relatives.add(other);
      found.set(token, relatives);
    }
  }
  return found;
}

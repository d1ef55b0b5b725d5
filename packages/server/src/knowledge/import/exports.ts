import type { Fields, Outcome } from "./draft.ts";
import { createIntercom } from "./intercom.ts";
import { createZendesk } from "./zendesk.ts";

/** Collects what exports of other help desks hold, recognised by what is in them; their files may be many. */
export type Exports = {
  /** Takes one record in, or gives false where it is none of a help desk we know; `path` is how to name it. */
  take(record: Fields, path: string): boolean;
  /** Reads a whole file; what it holds comes out of `drafts`, what was wrong with it at once. */
  read(name: string, text: string): Outcome[];
  /** A draft for each article in each of its languages. */
  drafts(): Outcome[];
};

/** One help desk's half of it. */
export type Desk = {
  /** `list` is the name of the list it stands in, as far as it stands in one. */
  take(record: Fields, path: string, list: string): boolean;
  drafts(): Outcome[];
  /** Where its articles stand in a source: they stay while a file that may hold them cannot be read. */
  folder: string;
};

/** Lists an export may have its records in. */
const lists = ["articles", "sections", "categories", "translations", "collections", "data", "items"];

/** `isAlone`: the file was named by somebody, who wants to hear that it is none; among others it may be anything. */
export function createExports(isAlone: boolean): Exports {
  const desks: Desk[] = [createZendesk(), createIntercom()];
  const take = (record: Fields, path: string, list = "") => desks.some((desk) => desk.take(record, path, list));

  function read(name: string, text: string): Outcome[] {
    let value: unknown;
    try {
      value = JSON.parse(text.replace(/^\ufeff/, ""));
    } catch (error) {
      // what cannot be read may have been any of them
      const reason = `is not JSON: ${(error instanceof Error ? error.message : "").replace(/^.*?in JSON at/, "it breaks off at")}`;
      return [{ path: name, reason, keeps: desks.map(({ folder }) => folder) }];
    }
    const outcomes: Outcome[] = [];
    let taken = 0;
    const each = (list: readonly unknown[], where: string) => {
      const before = taken;
      const strange: string[] = [];
      for (const [at, item] of list.entries()) {
        const path = `${name}, ${where}[${at}]`;
        if (isRecord(item) && take(item, path, where)) taken++;
        else strange.push(path);
      }
      // a list in which nothing is known is somebody else's
      if (taken > before)
        outcomes.push(...strange.map((path) => ({ path, reason: "is no article, section or collection" })));
    };
    if (Array.isArray(value)) each(value, "");
    else if (isRecord(value)) {
      for (const key of lists) if (Array.isArray(value[key])) each(value[key], key);
      if (taken === 0 && take(value, name)) taken++;
    }
    if (taken > 0 || !isAlone) return outcomes;
    return [{ path: name, reason: "is JSON, but neither an export of Zendesk Guide nor of Intercom" }];
  }

  return { take, read, drafts: () => desks.flatMap((desk) => desk.drafts()) };
}

const isRecord = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

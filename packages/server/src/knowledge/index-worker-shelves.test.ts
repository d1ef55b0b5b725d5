import type { IndexSnapshot } from "@kotae/sdk/schema";
import { fromSnapshot, search } from "@kotae/sdk/search";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { find, type SearchableRow, shelve, unshelve, useSynonyms, writeSnapshot } from "./index-worker-shelves.ts";

const row = (id: string, more: Partial<SearchableRow> = {}): SearchableRow => ({
  id,
  lang: "xx",
  slug: id,
  title: `Parcel ${id}`,
  summary: "",
  keywords: "[]",
  content: JSON.stringify([["p", {}, "Where the parcel is."]]),
  visibility: "public",
  site_id: null,
  desk_id: null,
  ...more,
});
const rows = [
  row("all"),
  row("site", { site_id: "s1" }),
  row("desk", { site_id: "s1", desk_id: "d1" }),
  row("other", { site_id: "s2" }),
  row("secret", { visibility: "internal", title: "Secret parcel" }),
];

/** Runs a snapshot's steps to their end, as the worker does in slices. */
function written(filter: { siteId: string; deskId: string }, most = 100): IndexSnapshot | undefined {
  const steps = writeSnapshot("xx", filter, 7, most);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
const ids = (snapshot: IndexSnapshot | undefined) => snapshot?.articles.map(({ id }) => id);
const asked = (filter?: { siteId: string; deskId: string }) =>
  find({ shelves: ["xx:public"], query: "parcel", limit: 9, typing: false, ...(filter ? { filter } : {}) });

describe("the shelves", () => {
  beforeAll(() => rows.forEach(shelve));
  afterAll(() => rows.forEach(({ id }) => void unshelve(id)));

  it("write for a site what a visitor of it may see, and nothing internal", () => {
    expect(ids(written({ siteId: "", deskId: "" }))).toEqual(["all"]);
    expect(ids(written({ siteId: "s1", deskId: "" }))).toEqual(["all", "site"]);
    expect(ids(written({ siteId: "s1", deskId: "d1" }))).toEqual(["all", "desk", "site"]);
    expect(JSON.stringify(written({ siteId: "s1", deskId: "d1" }))).not.toMatch(/Secret|s1|d1/);
  });

  it("find for a site the same as its snapshot", () => {
    const filter = { siteId: "s1", deskId: "d1" };
    const here = search(fromSnapshot(written(filter) as IndexSnapshot), "parcel", { limit: 9 });
    expect(here.map(({ articleId }) => articleId).sort()).toEqual(
      asked(filter)
        .map(({ articleId }) => articleId)
        .sort(),
    );
    expect(asked()).toHaveLength(4);
  });

  it("write none where there are too many", () => {
    expect(written({ siteId: "s1", deskId: "d1" }, 2)).toBeUndefined();
    expect(written({ siteId: "s1", deskId: "d1" }, 3)).toBeDefined();
  });

  it("take up other synonyms at once, and hand them on", () => {
    useSynonyms({ xx: [["parcel", "zyxw"]] });
    expect(find({ shelves: ["xx:public"], query: "zyxw", limit: 9, typing: false })).toHaveLength(4);
    expect(written({ siteId: "", deskId: "" })?.synonyms).toEqual([["parcel", "zyxw"]]);
    useSynonyms({});
    expect(find({ shelves: ["xx:public"], query: "zyxw", limit: 9, typing: false })).toEqual([]);
  });

  it("move an article that changed its audience", () => {
    shelve(row("all", { visibility: "internal" }));
    expect(asked().map(({ articleId }) => articleId)).not.toContain("all");
    shelve(row("all"));
    expect(asked().map(({ articleId }) => articleId)).toContain("all");
  });
});

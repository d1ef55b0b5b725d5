import type { IndexSnapshot } from "@kotae/sdk/schema";
import { fromSnapshot, search } from "@kotae/sdk/search";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { madeUpArticles, madeUpQueries } from "../../../../tests/bench/made-up.ts";
import {
  find,
  isPrepared,
  prepare,
  type SearchableRow,
  shelve,
  unshelve,
  useSynonyms,
  writeSnapshot,
} from "./index-worker-shelves.ts";

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
    expect(here.map(({ articleId }) => articleId)).toEqual(asked(filter).map(({ articleId }) => articleId));
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

describe.each(["en", "ja"] as const)("the shelves of several sites (%s)", (lang) => {
  const written = madeUpArticles(lang, 120);
  const sites = [null, null, "s1", "s2"];
  const rowOf = (n: number, more: Partial<SearchableRow> = {}): SearchableRow => {
    const { title, summary, sections } = written[n] as (typeof written)[number];
    const content = sections.flatMap(({ heading, text }) => [
      ["h2", {}, heading],
      ["p", {}, text],
    ]);
    return row(`${lang}${n}`, {
      lang,
      title,
      summary,
      content: JSON.stringify(content),
      site_id: sites[n % 4] ?? null,
      ...more,
    });
  };
  beforeAll(() => written.forEach((_, n) => void shelve(rowOf(n))));
  afterAll(() => written.forEach((_, n) => void unshelve(`${lang}${n}`)));

  const run = <T>(steps: Generator<undefined, T>): T => {
    for (;;) {
      const { done, value } = steps.next();
      if (done) return value;
    }
  };
  const queries = madeUpQueries(written, 80);
  const deviceOf = (siteId: string) =>
    fromSnapshot(run(writeSnapshot(lang, { siteId, deskId: "" }, 1, 999)) as IndexSnapshot);
  const order = (siteId: string, query: string) =>
    find({ shelves: [`${lang}:public`], query, limit: 5, typing: true, filter: { siteId, deskId: "" } }).map(
      ({ articleId, score }) => [articleId, score],
    );
  const expectSame = (siteId: string) => {
    const device = deviceOf(siteId);
    for (const query of queries) {
      const here = search(device, query, { limit: 5, typing: true });
      expect(order(siteId, query)).toEqual(here.map(({ articleId, score }) => [articleId, score]));
    }
  };

  it("rank for a site as its device does, whatever other sites have", () => {
    for (const siteId of ["s1", "s2", ""]) expectSame(siteId);
  });

  it("still do when articles come, change and go", () => {
    shelve(rowOf(2, { title: "Moved away", site_id: "s2" }));
    unshelve(`${lang}0`);
    shelve(rowOf(1, { visibility: "internal" }));
    shelve(rowOf(3, { site_id: null }));
    for (const siteId of ["s1", "s2", ""]) expectSame(siteId);
    written.forEach((_, n) => void shelve(rowOf(n)));
    for (const siteId of ["s1", "s2", ""]) expectSame(siteId);
  });

  it("answer from what there is until that is built, and share an index where two sites see the same", () => {
    const request = (siteId: string) => ({
      ...{ shelves: [`${lang}:public` as const], query: "", limit: 5, typing: false },
      filter: { siteId, deskId: "" },
    });
    shelve(rowOf(2, { site_id: "s3" }));
    expect(isPrepared(request("s3"))).toBe(false);
    expect(order("s3", written[2]?.title ?? "")[0]?.[0]).toBe(`${lang}2`);
    run(prepare(request("s3")));
    expect(isPrepared(request("s3"))).toBe(true);
    run(prepare(request("s8")));
    expect(isPrepared(request("s9"))).toBe(true);
    // nothing is for a site any more
    written.forEach((_, n) => void shelve(rowOf(n, { site_id: null })));
    expect(isPrepared(request("s3"))).toBe(true);
  });
});

import { expect, it } from "vitest";
import { anArticle } from "../fakes.ts";
import { changesOf, formOf, fromLocal, keywordsOf, readForm, sameForm, toLocal, wireOf } from "./article-form.ts";

it("sends only what was changed", () => {
  const base = formOf(anArticle());
  expect(changesOf(base, base)).toEqual({});
  expect(changesOf({ ...base, title: "Other ", keywords: "b、 a, a" }, base)).toEqual({
    title: "Other",
    keywords: ["b", "a"],
  });
  expect(changesOf({ ...base, siteId: "s1" }, base)).toEqual({ siteId: "s1" });
  expect(changesOf({ ...base, siteId: "" }, { ...base, siteId: "s1" })).toEqual({ siteId: null });
});

it("tells times in the writer's zone and brings them back", () => {
  const iso = "2026-11-27T07:52:00.000Z";
  expect(fromLocal(toLocal(iso))).toBe(iso);
  expect([toLocal(null), fromLocal(""), fromLocal("nonsense")]).toEqual(["", null, null]);
});

it("reads Japanese separators, and each word once", () => {
  expect(keywordsOf("返金、払い戻し，返金\n refund ,")).toEqual(["返金", "払い戻し", "refund"]);
});

it("takes back from the device only what it once wrote", () => {
  const form = formOf(anArticle());
  expect(readForm(JSON.parse(JSON.stringify(form)))).toEqual(form);
  expect(readForm({ ...form, popular: "yes" })).toBeUndefined();
  expect(readForm(null)).toBeUndefined();
  expect(sameForm(form, { ...form, body: "x" })).toBe(false);
  expect(wireOf(form).ownerId).toBeNull();
});

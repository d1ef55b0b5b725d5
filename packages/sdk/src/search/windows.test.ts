import { expect, it } from "vitest";
import { buildIndex } from "./build.ts";
import { readAsked } from "./shreds.ts";
import type { Entry } from "./store.ts";
import { windowsOf } from "./windows.ts";

const filler = Array.from({ length: 40 }, (_, n) => `filler${n}`).join(" ");
const texts: Record<string, string> = {
  asked: "Here is how do I cancel my order.",
  swapped: "Here is cancel how order my I do.",
  apart: `How do I cancel? ${filler} My order.`,
  other: "Something about invoices and how they come.",
};
const articles = Object.entries(texts).map(([id, text]) => ({
  ...{ id, title: "Page", url: "", summary: "", keywords: [] },
  sections: [{ heading: "", text }],
}));

it("is highest where a question stands as it was asked, lower out of order or far apart", () => {
  const { store } = buildIndex(articles, "en");
  const inWindow = windowsOf(store, readAsked(store, "How do I cancel my order?"));
  const of = (id: string) => inWindow(store.entries.find((entry) => entry?.article.id === id) as Entry);
  expect(of("asked")).toBeCloseTo(1, 10);
  expect(of("swapped")).toBeLessThan(of("asked"));
  expect(of("apart")).toBeLessThan(of("asked"));
  expect(of("other")).toBeLessThan(of("apart"));
  expect(of("other")).toBeGreaterThan(0);
  // what was looked at before leaves nothing behind
  expect(of("asked")).toBeCloseTo(1, 10);
});

it("is nothing for a question without words", () => {
  const { store } = buildIndex(articles, "en");
  const entry = store.entries.find(Boolean) as Entry;
  expect(windowsOf(store, readAsked(store, "?!"))(entry)).toBe(0);
});

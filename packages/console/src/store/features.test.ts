import { expect, it } from "vitest";
import { knowledgeWords } from "../strings/knowledge.ts";
import { featuresInWords, questionInWords, reasonInWords } from "./features.ts";

const { features: words, reasons } = knowledgeWords.en.answers;

it("says of the best article how far it is ahead, and of the others only how they fit", () => {
  const features = { coverage: 0.9, titleCoverage: 0.05, margin: 0.4, known: 0.2, unheardOf: 1 };
  expect(featuresInWords(features, words, { isBest: true })).toEqual({
    good: ["its words stand in the article", "it is well ahead of the next article"],
    bad: ["the title says something else"],
  });
  expect(featuresInWords(features, words, { isBest: false }).good).toEqual(["its words stand in the article"]);
});

it("says of the question what is hard about it, once", () => {
  expect(questionInWords({ known: 0.2, terms: 1 }, words)).toEqual([
    "Some of its words are in no article at all.",
    "The question says little.",
  ]);
  expect(questionInWords({ known: 1, terms: 5 }, words)).toEqual([]);
});

it("has words for reasons, and tells what it does not know as it is", () => {
  expect(reasonInWords("unsure", reasons)).toBe("No article fits well enough.");
  expect(reasonInWords("model_melted", reasons)).toBe("The model could not answer, so the articles are quoted.");
  expect(reasonInWords("constructor", reasons)).toBe("constructor");
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calibrate, judgedAtLeast } from "./calibrate.ts";
import { evaluate, findInArticles } from "./evaluate.ts";
import { readArticles, readQuestions } from "./golden.ts";
import { calibrationError, figuresBy, figuresOf, type Judged } from "./metrics.ts";

const row = (patch: Partial<Judged>): Judged => ({
  id: "1",
  lang: "en",
  kind: "in-scope",
  answerable: true,
  answers: ["a"],
  ranked: [{ articleId: "a", score: 1 }],
  confidence: 0.9,
  decision: "answer",
  ...patch,
});
const ranking = (...ids: string[]) => ids.map((articleId, n) => ({ articleId, score: 1 - n / 10 }));
const unanswerable = (confidence: number): Judged =>
  row({ answerable: false, answers: [], kind: "oos-far", confidence, decision: "escalate" });

describe("the figures", () => {
  it("count where the first right article stands", () => {
    const rows = [
      row({ ranked: ranking("a", "b") }),
      row({ ranked: ranking("b", "a") }),
      row({ ranked: ranking("b", "c", "d", "a") }),
      row({ ranked: [] }),
    ];
    const { r1, r3, mrr, wrong } = figuresOf(rows);
    expect([r1, r3, mrr, wrong]).toEqual([0.25, 0.5, (1 + 1 / 2 + 1 / 4) / 4, 0.75]);
  });

  it("count as answered at 5 % what is surer than all but one in twenty unanswerable questions", () => {
    const others = Array.from({ length: 40 }, (_, n) => unanswerable(n / 40));
    // two of forty are let through: the third surest, 37/40, is the threshold
    const rows = [row({ confidence: 0.95 }), row({ confidence: 0.93 }), row({ confidence: 37 / 40 }), ...others];
    expect(figuresOf(rows).a5).toBeCloseTo(2 / 3);
    expect(figuresOf(rows).a10).toBe(1);
  });

  it("say null, not zero, where there is nothing to measure", () => {
    expect(figuresOf([unanswerable(0.1)])).toMatchObject({ r1: null, a5: null, wrong: null, answered: 0 });
    expect(figuresOf([row({})]).a5).toBeNull();
    expect(calibrationError([])).toBeNull();
  });

  it("measure how far confidence is from being right, bin by bin", () => {
    const sure = (confidence: number, right: boolean) => ({ confidence, right });
    expect(calibrationError([sure(1, true), sure(0, false)])).toBe(0);
    expect(calibrationError([sure(0.85, true), sure(0.85, false)])).toBeCloseTo(0.35);
    // errors in different directions in different bins do not cancel out
    expect(calibrationError([sure(0.25, true), sure(0.75, false)])).toBeCloseTo(0.75);
  });

  it("are the same for all together as for each language weighted by its questions", () => {
    const rows = [row({}), row({ lang: "ja", ranked: [] }), row({ lang: "ja" })];
    const { en, ja } = figuresBy(rows, "lang");
    expect(((en?.r1 ?? 0) * 1 + (ja?.r1 ?? 0) * 2) / 3).toBeCloseTo(figuresOf(rows).r1 ?? 0);
  });
});

describe("golden questions", () => {
  it("need a text only; without answers they are unanswerable", () => {
    const [first, second] = readQuestions('{"text":"How?","answers":["a"]}\n\n{"id":7,"text":"Why?"}\n');
    expect(first).toMatchObject({ id: "1", answerable: true, kind: "in-scope" });
    expect(second).toMatchObject({ id: "7", answerable: false, kind: "out-of-scope" });
  });

  it.each([
    ['{"text":""}', "questions, line 1: text must not be empty"],
    ['{"text":"a"}\n{"answers":[]}', "questions, line 2: text"],
    ['{"text":"a"}\nnot json', "questions, line 2 is not JSON"],
    ["", "There are no questions"],
  ])("names the line that is none: %s", (jsonl, words) => {
    expect(() => readQuestions(jsonl)).toThrow(words);
  });
});

describe("asking the questions of a file", () => {
  const articles = readArticles(
    [
      { id: "brakes", title: "Adjust the brakes", body: "# Brakes\nTurn the screw clockwise.", lang: "en" },
      { id: "refund", title: "Get a refund", body: "Send it back within 30 days.", lang: "en" },
      { id: "henpin", title: "返品する", body: "30日以内に送り返してください。", lang: "ja" },
    ]
      .map((article) => JSON.stringify(article))
      .join("\n"),
  );

  it("finds the articles of the question's language, and keeps the order of the questions", async () => {
    const questions = readQuestions(
      ['{"text":"How do I adjust the brakes?"}', '{"text":"返品したい"}', '{"text":"zxqv"}'].join("\n"),
    );
    const seen: number[] = [];
    const rows = await evaluate(
      questions,
      findInArticles(articles, () => undefined),
      { onProgress: (done) => seen.push(done) },
    );
    expect(rows.map(({ ranked }) => ranked[0]?.articleId)).toEqual(["brakes", "henpin", undefined]);
    expect(rows[2]).toMatchObject({ decision: "escalate", confidence: 0 });
    expect(seen).toEqual([1, 2, 3]);
  });
});

describe("fitting confidence to a knowledge base", () => {
  const features = { coverage: 1, passageCoverage: 1, titleCoverage: 1, shape: 0, known: 1, margin: 0, terms: 3 };
  /** Here a good score means little: one in four is right, whatever the search says. */
  const overrated = Array.from({ length: 400 }, (_, n) => ({
    score: 0.3 + ((n * 7) % 60) / 100,
    features,
    right: (n * 13) % 8 < 2,
  }));

  it("makes it as sure as it is right, as far as questions show that it was not fitted on", () => {
    const { before, after, isBetter, coefficients, samples } = calibrate(overrated);
    expect(samples).toBe(400);
    expect(before).toBeGreaterThan(0.3);
    expect(after).toBeLessThan(0.1);
    expect(isBetter).toBe(true);
    expect(coefficients.provenance).toContain("400 judged questions");
    // and once more: what is as good already stays
    expect(calibrate(overrated, coefficients).after).toBeCloseTo(after);
  });

  it("refuses to learn from a handful", () => {
    expect(() => calibrate(overrated.slice(0, judgedAtLeast - 1))).toThrow("50 are needed");
  });

  it("never gives figures that cannot be used", () => {
    const judged = fc.record({ score: fc.double({ min: 0, max: 1, noNaN: true }), right: fc.boolean() });
    fc.assert(
      fc.property(fc.array(judged, { minLength: 50, maxLength: 80 }), (samples) => {
        const { coefficients, before, after } = calibrate(samples.map((sample) => ({ ...sample, features })));
        for (const figure of [coefficients.scale, coefficients.offset, before, after])
          expect(Number.isFinite(figure)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});

import { describe, expect, it } from "vitest";
import { createMeasure } from "./alike.ts";
import { emptyGroup, type Group, isSame, withQuestion } from "./cluster.ts";
import { createPoints } from "./points.ts";
import { topicModel } from "./yardstick.testing.ts";

const groupOf = (...texts: string[]): Group =>
  texts.reduce((group: Group, text) => withQuestion(group, { id: text, text, lang: "en", articles: [] }), emptyGroup());

describe("where questions point", () => {
  const one = ["Any veggie dishes?", "meals without meat"];
  const other = ["Do you cater for vegans?"];
  const learn = async (topics: readonly RegExp[]) => {
    const model = topicModel(topics);
    const points = createPoints({ embedder: model.embedder, now: () => 1, onError: () => undefined });
    await points.learn([...one, ...other]);
    return createMeasure({ recent: [], points: points.known() });
  };

  it("brings together what shares no word, where a model says so", async () => {
    const same = [/veggie|meat|vegan/];
    expect(isSame(groupOf(...one), groupOf(...other), createMeasure({ recent: [] }))).toBe(false);
    expect(isSame(groupOf(...one), groupOf(...other), await learn(same))).toBe(true);
    expect(isSame(groupOf(...one), groupOf(...other), await learn([/veggie|meat/, /vegan/]))).toBe(false);
  });

  it("is asked once for each text, and left to words for a while after a failure", async () => {
    let now = 1;
    const errors: unknown[] = [];
    const { embedder, asked, state } = topicModel([/a/]);
    const points = createPoints({ embedder, now: () => now, onError: (error) => errors.push(error) });
    state.isDown = true;
    await points.learn(["a question"]);
    expect(points.known()).toBeUndefined();
    expect(errors).toHaveLength(1);
    await points.learn(["a question"]);
    expect(errors).toHaveLength(1);
    state.isDown = false;
    now += 60_001;
    expect(await points.learn(["a question", "another"])).toBe(true);
    expect(points.known()?.of("a question")).toBeDefined();
    const before = asked.length;
    expect(await points.learn(["a question"])).toBe(false);
    expect(asked.length).toBe(before);
  });

  it("says nothing where a model cannot tell things apart", async () => {
    const embedder = { model: "blind", embed: async (texts: readonly string[]) => texts.map(() => Float32Array.of(1)) };
    const points = createPoints({ embedder, now: () => 1, onError: () => undefined });
    await points.learn([...one, ...other]);
    expect(isSame(groupOf(...one), groupOf(...other), createMeasure({ recent: [], points: points.known() }))).toBe(
      false,
    );
  });
});

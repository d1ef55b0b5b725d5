import { describe, expect, it, vi } from "vitest";
import { aDesk, aGap, settled } from "../fakes.ts";
import { GapPickerModel } from "./gap-picker.ts";
import { GapsModel } from "./gaps.ts";

async function open(answers: Parameters<typeof aDesk>[0]) {
  const listGaps = vi.fn(async ({ met }: { met?: "several" | "once" | undefined } = {}) => ({
    items: [met === "once" ? aGap({ id: "g3", title: "Zeppelins", visitors: 1 }) : aGap()],
    nextCursor: null,
  }));
  const getGap = vi.fn(async ({ id }: { id: string }) => ({
    ...aGap({ id }),
    ...{ examples: [], sources: [], near: [], changes: [] },
  }));
  const bench = aDesk({ listGaps, getGap, ...answers });
  const gaps = new GapsModel(bench.desk);
  gaps.show({ status: "open", lang: "" });
  gaps.open("g1");
  await settled();
  return { ...bench, gaps, listGaps, getGap };
}

describe("gaps that one visitor asked for", () => {
  it("are read beside the open ones, and only beside them", async () => {
    const { gaps, listGaps } = await open({});
    expect(gaps.once.peek()?.map(({ title }) => title)).toEqual(["Zeppelins"]);
    listGaps.mockClear();
    gaps.show({ status: "published", lang: "ja" });
    await settled();
    expect(listGaps.mock.calls.map(([input]) => input)).toEqual([{ status: "published", lang: "ja", limit: 50 }]);
  });
});

describe("putting gaps right", () => {
  const into = aGap({ id: "g2", title: "Money back" });

  it("merges one into another, looks at that one, and takes it back", async () => {
    const mergeGap = vi.fn(async () => ({ gap: into, changeId: "c1" }));
    const undoGapChange = vi.fn(async () => aGap());
    const { gaps, desk } = await open({ mergeGap, undoGapChange });
    const onUndone = vi.fn();
    expect(await gaps.merge(aGap(), into, onUndone)).toBe("g2");
    expect(mergeGap).toHaveBeenCalledWith({ id: "g1", intoId: "g2" });
    expect(gaps.detail.peek()?.id).toBe("g2");
    const [toast] = desk.toasts.items.value;
    expect(toast?.text).toBe("“Refunds” is a part of “Money back” now.");
    toast?.undo?.();
    await settled();
    expect(undoGapChange).toHaveBeenCalledWith({ id: "c1" });
    expect(onUndone).toHaveBeenCalledWith("g1");
    expect(gaps.detail.peek()?.id).toBe("g1");
  });

  it("moves a question elsewhere or out, and stays", async () => {
    const moveGapQuestions = vi.fn(async () => ({ gap: aGap(), into, changeId: "c2" }));
    const { gaps, desk } = await open({ moveGapQuestions });
    await gaps.move(aGap(), "q1", into, () => undefined);
    expect(moveGapQuestions).toHaveBeenLastCalledWith({ id: "g1", questionIds: ["q1"], intoId: "g2" });
    await gaps.move(aGap(), "q1", undefined, () => undefined);
    expect(moveGapQuestions).toHaveBeenLastCalledWith({ id: "g1", questionIds: ["q1"] });
    expect(desk.toasts.items.value.at(-1)?.text).toBe("The question is a gap of its own now.");
    expect(gaps.detail.peek()?.id).toBe("g1");
  });

  it("says so when it failed, and shows what was there", async () => {
    const { gaps, desk } = await open({
      mergeGap: async () => {
        throw new Error("no");
      },
    });
    expect(await gaps.merge(aGap(), into, () => undefined)).toBeUndefined();
    expect(desk.toasts.items.value[0]?.tone).toBe("bad");
    expect(gaps.detail.peek()?.id).toBe("g1");
  });
});

describe("choosing another gap", () => {
  it("shows what is near until somebody types, then what has the words, but not the gap itself", async () => {
    const near = [aGap({ id: "g7", title: "Near" })];
    const listGaps = vi.fn(async ({ met }: { met?: string | undefined } = {}) => ({
      items:
        met === "once"
          ? [aGap({ id: "g8", title: "Refund once" })]
          : [aGap(), aGap({ id: "g9", title: "Refund twice" })],
      nextCursor: null,
    }));
    const { desk, clock } = aDesk({ listGaps });
    const picker = new GapPickerModel(desk, "g1", near);
    await settled();
    expect(picker.reader.peek()).toEqual(near);
    expect(listGaps).not.toHaveBeenCalled();
    picker.search("refund");
    clock.turn(1_000);
    await settled();
    expect(picker.reader.peek()?.map(({ title }) => title)).toEqual(["Refund twice", "Refund once"]);
  });
});

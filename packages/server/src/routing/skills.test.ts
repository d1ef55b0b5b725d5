import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { languageSkill } from "./index.ts";
import { minute, need, now, skillNames } from "./routing.testing.ts";
import { lacking, needsAt, shortfall } from "./skills.ts";

const skills = fc.dictionary(skillNames, fc.integer({ min: 0, max: 3 }));

describe("skills", () => {
  it("relax step by step while a ticket waits, and say when they will", () => {
    const relax = [
      { afterMinutes: 5, level: 2 },
      { afterMinutes: 10, level: 0 },
    ];
    const japanese = { skill: languageSkill("ja-JP"), level: 3, kind: "preferred" as const, relax };
    const after = (minutes: number) => {
      const [asked] = needsAt([japanese], now, now + minutes * minute);
      return [asked?.level, asked?.relaxesAt && (asked.relaxesAt - now) / minute];
    };
    expect(japanese.skill).toBe("language:ja");
    expect(after(0)).toEqual([3, 5]);
    expect(after(4.99)).toEqual([3, 5]);
    expect(after(5)).toEqual([2, 10]);
    expect(after(10)).toEqual([0, null]);
  });

  it("that are mandatory never relax, whatever their steps say", () => {
    fc.assert(
      fc.property(need, fc.integer({ min: 0, max: 10_000 }), (given, minutes) => {
        const [asked] = needsAt([{ ...given, kind: "mandatory" }], now, now + minutes * minute);
        expect(asked).toMatchObject({ level: given.level, relaxesAt: null });
      }),
    );
  });

  it("never ask for more after more waiting, and change at no other time than they said", () => {
    const minutes = fc.integer({ min: 0, max: 40 });
    fc.assert(
      fc.property(need, minutes, minutes, (given, a, b) => {
        const [sooner, later] = [Math.min(a, b), Math.max(a, b)];
        const [first] = needsAt([given], now, now + sooner * minute);
        const [second] = needsAt([given], now, now + later * minute);
        if (!first || !second) throw new Error("a need was lost");
        expect(second.level).toBeLessThanOrEqual(first.level);
        const isLess = second.level < first.level;
        expect(isLess).toBe(first.relaxesAt !== null && first.relaxesAt <= now + later * minute);
      }),
      { numRuns: 500 },
    );
  });

  it("are lacking below the level that is asked for now, and preferred ones still count once relaxed", () => {
    const preferred = { skill: "billing", level: 4, kind: "preferred" as const };
    const [before] = needsAt([preferred], now, now);
    const [after] = needsAt([preferred], now, now + 5 * minute);
    if (!before || !after) throw new Error("a need was lost");
    expect(lacking({ billing: 3 }, [before])).toEqual([{ ...before, has: 3 }]);
    expect(lacking({}, [after])).toEqual([]);
    expect(shortfall({ billing: 3 }, [after])).toBe(0.25);
    expect(shortfall({}, [after])).toBe(1);
    expect(shortfall({ billing: 9 }, [after])).toBe(0);
    // what every object has is no skill
    expect(lacking({}, [{ ...before, skill: "constructor" }])).toHaveLength(1);
  });

  it("leave nobody lacking who has every level that was asked for", () => {
    fc.assert(
      fc.property(fc.array(need), skills, (needs, has) => {
        const asked = needsAt(needs, now, now);
        const all = Object.fromEntries(needs.map(({ skill }) => [skill, 3]));
        expect(lacking(all, asked)).toEqual([]);
        expect(shortfall(has, asked)).toBeGreaterThanOrEqual(0);
        expect(shortfall(has, asked)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addressFor, codesAnHour, codeTries, judgeCode, newCode, readCode, waitForCode } from "./code.ts";
import { maskAddress, maskInput, maskText } from "./mask.ts";

const hour = 3_600_000;

describe("a code", () => {
  it("is six digits, read as people type them", () => {
    for (let n = 0; n < 200; n++) expect(newCode()).toMatch(/^\d{6}$/);
    expect(readCode(" １２３ ４５６\n")).toBe("123456");
    expect(readCode("123-456")).toBe("123456");
  });

  it("goes to an address that was signed, or left with a ticket, and to no other", () => {
    const email = "hana@example.test";
    expect(addressFor({ email, verified: 1 }, false)).toBe(email);
    expect(addressFor({ email, verified: 0 }, true)).toBe(email);
    expect(addressFor({ email, verified: 0 }, false)).toBeUndefined();
    expect(addressFor({ email: null, verified: 1 }, true)).toBeUndefined();
  });

  it("is right once, for ten minutes, and for five tries", () => {
    const guess = { matches: true, tries: 1, expiresAt: 1_000, now: 999 };
    expect(judgeCode(guess)).toBe("right");
    expect(judgeCode({ ...guess, now: 1_000 })).toBe("expired");
    expect(judgeCode({ ...guess, tries: codeTries })).toBe("right");
    expect(judgeCode({ ...guess, tries: codeTries + 1 })).toBe("tried_too_often");
    expect(judgeCode({ ...guess, matches: false })).toBe("wrong");
    expect(judgeCode({ ...guess, matches: false, tries: codeTries })).toBe("tried_too_often");
  });

  it("goes out three times in any hour, whenever one asks", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5 * hour }), { maxLength: 60 }), (moments) => {
        const sent: number[] = [];
        for (const now of moments.sort((a, b) => a - b)) {
          const wait = waitForCode(sent, now);
          const within = sent.filter((time) => time > now - hour).length;
          expect(wait === 0).toBe(within < codesAnHour);
          if (wait === 0) sent.push(now);
          else expect(waitForCode(sent, now + wait * 1000)).toBe(0);
        }
      }),
    );
  });
});

describe("what is kept", () => {
  it("has no card numbers in it, and leaves other numbers alone", () => {
    expect(maskText("pay 4242 4242 4242 4242 now")).toBe("pay •••• 4242 now");
    expect(maskText("3782-822463-10005")).toBe("•••• 0005");
    expect(maskText("order 4242424242424241")).toBe("order 4242424242424241");
    expect(maskText("03-1234-5678, A-1001")).toBe("03-1234-5678, A-1001");
    expect(maskInput({ card: 4_242_424_242_424_242, order: "A-1001", n: 7, yes: true })).toEqual({
      card: "•••• 4242",
      order: "A-1001",
      n: 7,
      yes: true,
    });
  });

  it("shows of an address what its owner knows it by", () => {
    expect(maskAddress("hana@example.test")).toBe("h…@example.test");
  });
});

import { describe, expect, it } from "vitest";
import { type Dialect, isSame, othersThan, usual } from "./dialect.ts";

const refusal = (message: string, param?: string) => ({ status: 400, message, ...(param ? { param } : {}) });
const newer: Dialect = { ...usual, limit: "max_completion_tokens", temperature: false };

describe("what is asked of a server that answered 400", () => {
  it.each([
    ["'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.", "max_tokens", newer],
    ["'temperature' does not support 0 with this model.", "temperature", newer],
    ["Unknown field: stream_options", undefined, { ...usual, usage: false }],
    ["this model does not support tools", undefined, { ...usual, tools: false }],
    ["no", undefined, newer],
  ] as const)("is changed where it says %s", (message, param, expected) => {
    expect(othersThan(usual, refusal(message, param), true)[0]).toEqual(expected);
  });

  it("goes back on a limit that a server knows under its old name only", () => {
    expect(othersThan(newer, refusal("unrecognized: max_completion_tokens"), false)[0]).toEqual({
      ...usual,
      temperature: false,
    });
  });

  it("gives tools up last, and only where there were any", () => {
    const blind = (hasTools: boolean) => othersThan(usual, refusal("no"), hasTools);
    expect(blind(true).map(({ tools }) => tools)).toEqual([true, true, true, false]);
    expect(blind(false).every(({ tools }) => tools)).toBe(true);
    for (const one of blind(true)) expect(isSame(one, usual)).toBe(false);
  });
});

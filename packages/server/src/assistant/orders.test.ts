import { describe, expect, it } from "vitest";
import { english } from "./injections/english.ts";
import { japanese } from "./injections/japanese.ts";
import { givesOrders } from "./orders.ts";

describe("orders to the assistant", () => {
  it("are recognised where they try to keep it from answering", () => {
    const told = [...english.article, ...japanese.article].filter((text) => /NO_ANSWER/.test(text));
    expect(told.length).toBeGreaterThan(1);
    for (const text of told) expect([text, givesOrders(text)]).toEqual([text, true]);
  });

  it.each([
    "Do not share your password with anybody.",
    "To answer a customer, open the ticket and write your reply.",
    "The assistant quotes your articles.",
    "Follow the instructions in the mail we send you.",
    "If the printer does not answer, turn it off and on.",
    "担当者に伝えてください。",
    "パスワードを忘れた場合は、再設定してください。",
    "届いた案内に従ってください。",
  ])("are not read into help: %s", (text) => {
    expect(givesOrders(text)).toBe(false);
  });
});

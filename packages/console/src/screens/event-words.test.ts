import type { Change } from "@kotae/sdk/schema";
import { expect, it } from "vitest";
import { aiko, kenji, mika } from "../fakes.ts";
import { en, type Words, wordsOf } from "../strings/index.ts";
import { eventWords } from "./event-words.ts";

const agent = ({ id, name }: typeof aiko) => ({ kind: "agent" as const, id, name });
const system = { kind: "system" as const, id: null, name: null };
const said = (
  change: Change,
  author: typeof system | ReturnType<typeof agent> | typeof mika = agent(aiko),
  words: Words = en,
) => eventWords({ author, change }, words);

it("says who did what, in the person's language", () => {
  expect(said({ type: "status", from: "open", to: "on_hold", why: "" })).toBe("Aiko set the status to On hold");
  expect(said({ type: "status", from: "open", to: "on_hold", why: "" }, system, wordsOf("ja"))).toBe(
    "状態が「保留」になりました",
  );
  expect(said({ type: "assigned", from: null, to: agent(aiko), why: "" })).toBe("Aiko took this ticket");
  expect(said({ type: "assigned", from: null, to: agent(kenji), why: "" })).toBe("Aiko assigned this to Kenji");
  expect(said({ type: "assigned", from: null, to: agent(kenji), why: "" }, system)).toBe("Assigned to Kenji");
});

it("tells waiting for somebody from being taken away from somebody", () => {
  expect(said({ type: "assigned", from: null, to: null, why: "" }, system)).toBe(en.event.queued);
  expect(said({ type: "assigned", from: agent(kenji), to: null, why: "" })).toBe("Aiko removed the assignee");
});

it("gives the customer's verdict and rating", () => {
  expect(said({ type: "outcome", solved: false, rejected: [] }, mika)).toBe(en.event.unsolved);
  expect(said({ type: "rating", score: 4, comment: "Quick" }, mika)).toBe("The customer rated this 4 of 5: Quick");
});

import type { Message } from "@kotae/sdk/schema";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aiko, aMessage, anEvent, kenji } from "../fakes.ts";
import { isNews, joinMessages, timelineOf } from "./timeline.ts";

const options = { transcriptSeq: 0, dayKey: (iso: string) => iso.slice(0, 10) };
const typesOf = (messages: Message[], transcriptSeq = 0) =>
  timelineOf(messages, { ...options, transcriptSeq }).map((entry) => entry.type);

describe("the transcript", () => {
  it("folds happenings only when more than three stand in a row", () => {
    const folds = (count: number) =>
      timelineOf(
        Array.from({ length: count }, (_, at) => anEvent(at + 1)),
        options,
      ).find((entry) => entry.type === "events");
    expect(folds(3)).toMatchObject({ folded: false });
    expect(folds(4)).toMatchObject({ folded: true });
    expect(typesOf([anEvent(1), aMessage(2, "Hello"), anEvent(3)])).toEqual(["day", "events", "words", "events"]);
  });

  it("says where the ticket was created, once, and only where both sides were read", () => {
    const messages = [aMessage(1, "a"), aMessage(2, "b"), aMessage(3, "c")];
    expect(typesOf(messages, 2)).toEqual(["day", "words", "words", "created", "words"]);
    expect(typesOf(messages.slice(2), 1)).toEqual(["day", "words"]);
    expect(typesOf(messages, 0)).toEqual(["day", "words", "words", "words"]);
  });

  it("begins a new day with a line", () => {
    expect(typesOf([aMessage(1, "a"), aMessage(2, "b", kenji, 24 * 60)])).toEqual(["day", "words", "day", "words"]);
  });

  it("names the same person again after a while, or after somebody else", () => {
    const follows = timelineOf(
      [aMessage(1, "a"), aMessage(2, "b"), aMessage(3, "c", kenji), aMessage(4, "d"), aMessage(9, "e")],
      options,
    ).flatMap((entry) => (entry.type === "words" ? [entry.follows] : []));
    expect(follows).toEqual([false, true, false, false, false]);
  });

  it("shows nothing of hidden entries", () => {
    expect(typesOf([{ kind: "hidden", conversationId: "c1", seq: 1 }, aMessage(2, "a")])).toEqual(["day", "words"]);
  });
});

it("joins any two pieces of a conversation into one in order, each entry once", () => {
  const piece = fc
    .uniqueArray(fc.integer({ min: 1, max: 30 }))
    .map((seqs) => seqs.sort((a, b) => a - b).map((seq) => aMessage(seq, "x")));
  fc.assert(
    fc.property(piece, piece, (one, other) => {
      const seqs = joinMessages(one, other).map(({ seq }) => seq);
      expect(seqs).toEqual([...new Set([...one, ...other].map(({ seq }) => seq))].sort((a, b) => a - b));
    }),
  );
});

it("counts as news what somebody else said, and nothing else", () => {
  expect(isNews(aMessage(1, "a"), aiko.id)).toBe(true);
  expect(isNews(aMessage(1, "a", kenji), aiko.id)).toBe(true);
  expect(isNews(aMessage(1, "a", aiko), aiko.id)).toBe(false);
  expect(isNews(anEvent(1, kenji), aiko.id)).toBe(false);
});

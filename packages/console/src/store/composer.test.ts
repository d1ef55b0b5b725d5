import { KotaeError } from "@kotae/sdk";
import type { Message } from "@kotae/sdk/schema";
import { limits } from "@kotae/sdk/schema";
import { describe, expect, it, vi } from "vitest";
import { aDesk, aiko, aMessage, anEvent, aTicket, kenji, memoryStorage, settled } from "../fakes.ts";
import { ComposerModel, messageChars } from "./composer.ts";
import { ThreadModel } from "./thread.ts";

type Post = { body: string; ifSeq?: number | undefined; clientId?: string | undefined; visibility: string };

const first = [aMessage(1, "Where is my refund?"), aMessage(2, "Hello?")];
const stopped = (...missed: Message[]) => new KotaeError("thread_moved", "Moved.", { missed });

/** A ticket on screen whose posts are answered by `answer`. */
async function aComposer(answer: (post: Post, nth: number) => Message, storage = memoryStorage()) {
  const posts: Post[] = [];
  const setTicketStatus = vi.fn(async () => aTicket({ status: "resolved", updatedAt: "2026-03-04T12:00:00Z" }));
  const { desk, link, clock } = aDesk(
    {
      getTicket: async () => aTicket(),
      listTicketEvents: async () => ({ items: first, nextCursor: null, lastSeq: 2 }),
      postTicketMessage: async (post) => {
        posts.push(post);
        return answer(post, posts.length);
      },
      setTicketStatus,
    },
    storage,
  );
  const thread = new ThreadModel(desk, "t1");
  const composer = new ComposerModel(desk, "t1", thread);
  await settled();
  thread.markSeen();
  return { desk, thread, composer, posts, link, clock, storage, setTicketStatus };
}
const stored = (post: Post, seq: number): Message => ({
  ...(aMessage(seq, post.body, aiko) as Extract<Message, { kind: "message" }>),
  clientId: post.clientId ?? null,
});

it("knows the same limit as the server", () => expect(messageChars).toBe(limits.messageChars));

describe("a reply", () => {
  it("is sent with the last number its writer has seen, and stands in the transcript once", async () => {
    const { thread, composer, posts, link } = await aComposer((post) => stored(post, 3));
    composer.write("On its way.");
    const sending = composer.send();
    expect(thread.outbox.items.value).toMatchObject([{ body: "On its way.", state: "sending" }]);
    await sending;
    expect(posts).toMatchObject([{ body: "On its way.", ifSeq: 2, visibility: "public", clientId: "client-1" }]);
    if (posts[0]) link.messages([stored(posts[0], 3)]);
    expect(thread.outbox.items.value).toEqual([]);
    expect(thread.messages.value.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(composer.text.value).toBe("");
  });

  it("is stopped when the thread moved: the draft is kept and what was missed is shown", async () => {
    const missed = aMessage(3, "Never mind, it came.");
    const { thread, composer, posts, storage } = await aComposer((post, nth) => {
      if (nth === 1) throw stopped(missed);
      return stored(post, 4);
    });
    composer.write("I am looking into it.");
    await composer.send();
    expect(composer.text.value).toBe("I am looking into it.");
    expect(storage.getItem("kotae.draft.aiko.t1.reply")).toBe("I am looking into it.");
    expect(composer.moved.value?.missed).toEqual([missed]);
    expect(thread.outbox.items.value).toEqual([]);
    expect(thread.messages.value.map(({ seq }) => seq)).toEqual([1, 2, 3]);

    await composer.sendAnyway();
    expect(posts.map(({ ifSeq }) => ifSeq)).toEqual([2, 3]);
    expect(composer.moved.value).toBeUndefined();
    expect(composer.text.value).toBe("");
  });

  it("keeps both when more was written while a stopped message came back", async () => {
    const { composer } = await aComposer(() => {
      throw stopped(aMessage(3, "Wait", kenji));
    });
    composer.write("First.");
    const sending = composer.send();
    composer.write("Second.");
    await sending;
    expect(composer.text.value).toBe("First.\n\nSecond.");
    composer.keepEditing();
    expect(composer.moved.value).toBeUndefined();
    expect(composer.text.value).toBe("First.\n\nSecond.");
  });

  it("is not stopped by what changed without words", async () => {
    const { composer, posts } = await aComposer((post, nth) => {
      if (nth === 1) throw stopped(anEvent(3, kenji));
      return stored(post, 4);
    });
    composer.write("Done.");
    await composer.send();
    expect(posts.map(({ ifSeq }) => ifSeq)).toEqual([2, 3]);
    expect(composer.moved.value).toBeUndefined();
  });

  it("goes out with the number of what was on screen, not of what came in below it", async () => {
    const { composer, posts, link } = await aComposer((post) => stored(post, 4));
    link.messages([aMessage(3, "One more thing")]);
    composer.write("Hello");
    await composer.send();
    expect(posts[0]?.ifSeq).toBe(2);
  });

  it("that could not be sent stays, is sent again as the same message, or goes back to the composer", async () => {
    const { thread, composer, posts } = await aComposer((post, nth) => {
      if (nth !== 2) throw new KotaeError("network", "Gone.");
      return stored(post, 3);
    });
    composer.write("Hello");
    await composer.send();
    expect(thread.outbox.items.value).toMatchObject([{ state: "failed", body: "Hello" }]);
    await composer.retry("client-1");
    expect(posts.map(({ clientId }) => clientId)).toEqual(["client-1", "client-1"]);
    composer.write("Again");
    await composer.send();
    composer.edit("client-2");
    expect(composer.text.value).toBe("Again");
    expect(thread.outbox.items.value.filter(({ state }) => state === "failed")).toEqual([]);
  });

  it("survives a reload before it was acknowledged", async () => {
    const storage = memoryStorage();
    const before = await aComposer(() => {
      throw new KotaeError("network", "Gone.");
    }, storage);
    before.composer.write("Hello");
    await before.composer.send();
    const after = await aComposer((post) => stored(post, 3), storage);
    expect(after.thread.outbox.items.value).toMatchObject([{ clientId: "client-1", body: "Hello", state: "failed" }]);
  });

  it("resolves the ticket only after it was sent", async () => {
    const { composer, setTicketStatus } = await aComposer((post, nth) => {
      if (nth === 1) throw stopped(aMessage(3, "Wait"));
      return stored(post, 4);
    });
    composer.write("Done.");
    await composer.send(true);
    expect(setTicketStatus).not.toHaveBeenCalled();
    await composer.sendAnyway();
    expect(setTicketStatus).toHaveBeenCalledWith({ id: "t1", status: "resolved" });
  });
});

describe("a draft", () => {
  it("is kept for each ticket and kind, and found again", async () => {
    const storage = memoryStorage();
    const { composer } = await aComposer((post) => stored(post, 3), storage);
    composer.write("For you");
    composer.choose("note");
    composer.write("For us");
    const again = await aComposer((post) => stored(post, 3), storage);
    expect(again.composer.text.value).toBe("For you");
    again.composer.choose("note");
    expect(again.composer.text.value).toBe("For us");
  });

  it("lets the visitor see typing on a reply and never on a note", async () => {
    const { composer, link, clock } = await aComposer((post) => stored(post, 3));
    const typing = () => link.sent.filter((frame) => (frame as { t: string }).t === "typing");
    composer.choose("note");
    composer.write("between us");
    expect(typing()).toEqual([]);
    composer.choose("reply");
    composer.write("H");
    composer.write("He");
    expect(typing()).toEqual([{ t: "typing", conversationId: "c1", on: true }]);
    clock.turn(6_000);
    expect(typing().at(-1)).toEqual({ t: "typing", conversationId: "c1", on: false });
  });
});

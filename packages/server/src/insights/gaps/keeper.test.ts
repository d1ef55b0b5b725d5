import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines } from "../../../../../tests/support/engines.ts";
import type { Act } from "../../act.ts";
import { start } from "../../conversations/index.ts";
import { insertSite, insertVisitor } from "../../identity/index.ts";
import { dayMillis, hourMillis, recordHandOver, recordQuestion, recordVerdict } from "../../questions/index.ts";
import type { Storage } from "../../storage/index.ts";
import { createGapKeeper } from "./keeper.ts";
import { topicModel } from "./yardstick.testing.ts";

describe.each(engines)("sorting questions into gaps on $name", ({ create }) => {
  let storage: Storage;
  let close: () => Promise<void>;
  let clock = Date.UTC(2026, 10, 1);
  let count = 0;
  const newId = () => `id-${String(count++).padStart(6, "0")}`;
  const act = <T>(deed: (act: Act) => Promise<T>) =>
    storage.write(({ db }) => deed({ db, now: clock, newId, publish: () => undefined }));
  const open = () =>
    createGapKeeper({
      db: storage.db,
      act,
      now: () => clock,
      missing: async (words) => words,
      onError: (error) => {
        throw error;
      },
      everyMillis: 1e9,
    });
  const gaps = () => storage.db.selectFrom("gaps").select(["id", "title", "status"]).orderBy("created_at").execute();
  const sorted = () =>
    storage.db.selectFrom("questions").select(["text", "gap_id"]).where("gap_id", "is not", null).execute();
  const clear = () =>
    act(async ({ db }) => {
      for (const table of ["questions", "assisted", "gaps"] as const) await db.deleteFrom(table).execute();
    });
  beforeAll(async () => {
    ({ storage, close } = await create());
    const site = { key: "key", name: "Site", locale: "en", accent: null, identity_secret: "", desk_id: null };
    await act(({ db }) => insertSite(db, { id: "site", ...site, created_at: clock }));
  });
  afterAll(() => close?.());

  const ask = (
    text: string,
    decision: "answer" | "clarify" | "escalate",
    more: { reasons?: string[]; hold?: boolean } = {},
  ) =>
    act(async (act) => {
      const visitorId = newId();
      await insertVisitor(act.db, {
        id: visitorId,
        site_id: "site",
        name: null,
        email: null,
        external_id: null,
        verified: 0,
        locale: null,
        attributes: "{}",
        signed_attributes: "{}",
        created_at: clock,
        seen_at: clock,
      });
      const reader = { kind: "visitor", id: visitorId, siteId: "site" } as const;
      const { id } = await start(act, reader, { locale: "en", page: undefined, userAgent: undefined });
      await recordQuestion(act, {
        conversationId: id,
        siteId: "site",
        visitorId,
        answerSeq: 2,
        text,
        lang: "en",
        decision,
        confidence: 0.1,
        threshold: 0.4,
        reasons: more.reasons ?? ["unsure"],
        ranked: [],
        generated: false,
        holdOut: more.hold ?? false,
      });
      return id;
    });

  it("takes what nothing solved, and leaves what has another reason", async () => {
    const keeper = open();
    await ask("Do you ship zeppelins?", "escalate");
    await ask("Let me talk to a human", "escalate", { reasons: ["asked_for_person"] });
    await ask("Is anybody there at all?", "escalate", { reasons: ["off"] });
    await ask("Which whale sings loudest?", "escalate", { hold: true });
    const refused = await ask("Can I pay in marbles?", "answer");
    const clarified = await ask("Tell me about lanterns", "clarify");
    await ask("Where do storks nest?", "clarify");
    await keeper.follow();
    expect((await sorted()).map(({ text }) => text)).toEqual(["Do you ship zeppelins?"]);

    await act((act) => recordVerdict(act, refused, false));
    await act((act) => recordHandOver(act, clarified, newId()));
    await keeper.follow();
    expect((await sorted()).map(({ text }) => text).sort()).toEqual([
      "Can I pay in marbles?",
      "Do you ship zeppelins?",
      "Tell me about lanterns",
    ]);
    // being asked back came to nothing once its visitor has been silent
    clock += hourMillis + 1;
    await keeper.follow();
    expect((await sorted()).map(({ text }) => text)).toContain("Where do storks nest?");
    expect(await gaps()).toHaveLength(4);
    await keeper.close();
  });

  it("notices within the hour what was refused late, and forgets what one asked long ago", async () => {
    await clear();
    const keeper = open();
    const late = await ask("Can I pay in marbles?", "answer");
    await keeper.follow();
    clock += 3 * hourMillis;
    await act((act) => recordVerdict(act, late, false));
    await keeper.follow();
    expect(await gaps()).toHaveLength(1);
    clock += 91 * dayMillis;
    await keeper.follow();
    expect(await gaps()).toEqual([]);
    expect(await sorted()).toEqual([]);
    await keeper.close();
  });

  it("gives the same gaps when several look at once, each question in one of them", async () => {
    await clear();
    const texts = [
      "Do you ship zeppelins to Greenland?",
      "Can I pay my invoice in marbles?",
      "Which whale sings loudest at night?",
    ];
    for (let n = 0; n < 30; n++) await ask(String(texts[n % 3]), "escalate");
    const keepers = [open(), open(), open()];
    await Promise.all([...keepers, ...keepers].map((keeper) => keeper.follow()));
    const counts = Map.groupBy(await sorted(), ({ gap_id }) => gap_id);
    expect([...counts.values()].map(({ length }) => length)).toEqual([10, 10, 10]);
    expect((await gaps()).map(({ title }) => title).sort()).toEqual([...texts].sort());
    await Promise.all(keepers.map((keeper) => keeper.close()));
  });

  it("puts answered questions beside the ones they are like, also those of before", async () => {
    await clear();
    const keeper = open();
    await ask("Do you ship zeppelins to Greenland?", "answer");
    await ask("Where is my invoice?", "answer");
    await keeper.follow();
    expect(await sorted()).toEqual([]);
    await ask("Do you ship zeppelins to Greenland?", "escalate");
    await ask("Do you ship zeppelins to Greenland?", "answer");
    await keeper.follow();
    expect(await sorted()).toHaveLength(2);
    clock += hourMillis;
    await keeper.follow();
    expect(await sorted()).toHaveLength(3);
    expect(await gaps()).toHaveLength(1);
    await keeper.close();
  });

  it("reads gaps anew that were kept in another way, and joins those that turn out to be one", async () => {
    await clear();
    const before = open();
    await ask("Do you ship zeppelins to Greenland?", "escalate");
    await before.follow();
    await before.close();
    const old = { langs: { en: { size: 1, words: { zeppelin: 1 } } }, articles: {}, named: true };
    await act(({ db }) =>
      db
        .updateTable("gaps")
        .set({ words: JSON.stringify(old), title: "Zeppelins" })
        .execute(),
    );
    // as an older one would have left it: a second gap of the same
    const again = await ask("Can you ship a zeppelin to Greenland?", "escalate");
    await act(async ({ db, now }) => {
      const gap = { title: "x", lang: "en", status: "open" as const, article_id: null, published_at: null };
      await db
        .insertInto("gaps")
        .values({
          ...gap,
          id: "second",
          words: JSON.stringify({ ...old, named: false }),
          created_at: now,
          updated_at: now,
        })
        .execute();
      await db.updateTable("questions").set({ gap_id: "second" }).where("conversation_id", "=", again).execute();
    });
    const keeper = open();
    await keeper.follow();
    expect((await gaps()).map(({ title }) => title)).toEqual(["Zeppelins"]);
    expect(await sorted()).toHaveLength(2);
    await ask("shipping zeppelins to Greenland", "escalate");
    await keeper.follow();
    expect(await sorted()).toHaveLength(3);
    expect(await gaps()).toHaveLength(1);
    await keeper.close();
  });

  it("goes by where questions point as well, where a model says so, and by words while it does not", async () => {
    await clear();
    const { embedder, state } = topicModel([/veggie|meat|vegan/]);
    const keeper = createGapKeeper({
      db: storage.db,
      act,
      now: () => clock,
      missing: async (words) => words,
      embedder,
      // it being down is told, and no more than that
      onError: () => undefined,
      everyMillis: 1e9,
    });
    for (const text of ["Any veggie dishes?", "meals without meat", "Do you cater for vegans?"])
      await ask(text, "escalate");
    await keeper.follow();
    expect(await gaps()).toHaveLength(1);
    state.isDown = true;
    await ask("vegan food", "escalate");
    await ask("Where do storks nest?", "escalate");
    await keeper.follow();
    expect((await sorted()).length).toBe(5);
    await keeper.close();
  });
});

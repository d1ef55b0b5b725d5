import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines } from "../../../../tests/support/engines.ts";
import type { Act } from "../act.ts";
import { start } from "../conversations/index.ts";
import { insertSite, insertVisitor } from "../identity/index.ts";
import {
  dayMillis,
  hourMillis,
  recordHandOver,
  recordQuestion,
  recordReturn,
  recordVerdict,
} from "../questions/index.ts";
import type { Storage } from "../storage/index.ts";
import { report } from "./reports.ts";

/** What happened, as a story tells it: who did what in which of their conversations, and how long after the last. */
type Event = {
  visitor: number;
  conversation: number;
  what: "answered" | "asked back" | "yes" | "no" | "ticket";
  wait: number;
};
type Told = Event & { at: number };

const began = Date.UTC(2026, 9, 1);
const rules = { assumeMillis: 24 * hourMillis, returnMillis: 7 * dayMillis };

/** Counts a story by the definitions of `docs/numbers.md`, from the events alone. */
function recount(story: readonly Told[], now: number) {
  const ends = { confirmed: 0, assumed: 0, returned: 0, abandoned: 0, handedOver: 0, open: 0 };
  const nameOf = ({ visitor, conversation }: Event) => `${visitor} ${conversation}`;
  const isAsk = ({ what }: Event) => what === "answered" || what === "asked back";
  /** When a conversation was last solved, as it stood after these events of it. */
  const solved = (events: readonly Told[]): number | null => {
    const asked = events.findLastIndex(isAsk);
    if (asked < 0) return null;
    const word = events.slice(asked + 1).findLast(({ what }) => what === "yes" || what === "no");
    if (word) return word.what === "yes" ? word.at : null;
    return events[asked]?.what === "answered" ? (events[asked]?.at ?? null) : null;
  };
  let answered = 0;
  for (const events of Map.groupBy(story, nameOf).values()) {
    const name = nameOf(events[0] as Told);
    if (!events.some(isAsk)) continue;
    if (events.some(({ what }) => what === "answered")) answered += 1;
    const taken = events.find(({ what }, n) => what === "ticket" && events.slice(0, n).some(isAsk));
    const cameBack = story.some((event, n) => {
      if (event.visitor !== events[0]?.visitor || !(isAsk(event) || event.what === "ticket")) return false;
      const before = solved(story.slice(0, n).filter((each) => nameOf(each) === name));
      const gap = before === null ? Number.POSITIVE_INFINITY : event.at - before;
      return gap <= rules.returnMillis && (nameOf(event) !== name || gap >= dayMillis);
    });
    const last = events.findLast(({ what }) => isAsk({ what } as Event) || what === "no");
    if (taken) ends.handedOver += 1;
    else if (cameBack) ends.returned += 1;
    else if (
      events.slice(events.findLastIndex(isAsk)).findLast(({ what }) => what === "yes" || what === "no")?.what === "yes"
    )
      ends.confirmed += 1;
    else if (now - (last?.at ?? 0) < rules.assumeMillis) ends.open += 1;
    else if (solved(events) !== null) ends.assumed += 1;
    else ends.abandoned += 1;
  }
  return { ...ends, answered };
}

describe.each(engines)("the numbers on $name", ({ create }) => {
  let storage: Storage;
  let close: () => Promise<void>;
  let clock = began;
  let count = 0;
  const newId = () => `id-${count++}`;
  const act = <T>(deed: (act: Act) => Promise<T>) =>
    storage.write(({ db }) => deed({ db, now: clock, newId, publish: () => undefined }));
  beforeAll(async () => {
    ({ storage, close } = await create());
    await act(({ db }) =>
      insertSite(db, {
        id: "site",
        key: "key",
        name: "Site",
        locale: "en",
        accent: null,
        identity_secret: "",
        desk_id: null,
        created_at: clock,
      }),
    );
  });
  afterAll(() => close?.());

  /** Lets a story happen through the deeds that record it. */
  async function live(story: readonly Event[]): Promise<Told[]> {
    const visitors = new Map<number, string>();
    const conversations = new Map<string, string>();
    const owned = new Set<string>();
    const told: Told[] = [];
    clock = began;
    for (const event of story) {
      clock += event.wait * hourMillis;
      const { visitor: person, conversation: name, what } = event;
      await act(async (act) => {
        const visitorId = visitors.get(person) ?? newId();
        if (!visitors.has(person)) {
          visitors.set(person, visitorId);
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
        }
        const key = `${person} ${name}`;
        const reader = { kind: "visitor", id: visitorId, siteId: "site" } as const;
        const conversationId =
          conversations.get(key) ??
          (await start(act, reader, { locale: "en", page: undefined, userAgent: undefined })).id;
        conversations.set(key, conversationId);
        // the assistant does not talk where people have it, and nobody asks for people twice
        if (owned.has(key) && what !== "yes" && what !== "no") return;
        told.push({ ...event, at: clock });
        if (what === "yes" || what === "no") await recordVerdict(act, conversationId, what === "yes");
        else if (what === "ticket") {
          owned.add(key);
          await recordHandOver(act, conversationId, newId());
          await recordReturn(act, visitorId, conversationId, { acrossDevices: true });
        } else {
          await recordQuestion(act, {
            conversationId,
            siteId: "site",
            visitorId,
            answerSeq: count,
            text: "How?",
            lang: "en",
            decision: what === "answered" ? "answer" : "clarify",
            confidence: 0.5,
            threshold: 0.4,
            reasons: [],
            ranked: [],
            generated: false,
            holdOut: false,
          });
        }
      });
    }
    return told;
  }

  it("N1 N2 reconcile with the events they tell of, whatever happened", async () => {
    const event = fc.record({
      visitor: fc.integer({ min: 0, max: 1 }),
      conversation: fc.integer({ min: 0, max: 1 }),
      what: fc.constantFrom("answered", "answered", "asked back", "yes", "no", "ticket" as const),
      wait: fc.constantFrom(0.1, 1, 23, 25, 25, 24 * 3, 24 * 8),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 25 }), async (story) => {
        await act(async ({ db }) => {
          await db.deleteFrom("questions").execute();
          await db.deleteFrom("assisted").execute();
        });
        const told = await live(story);
        const now = clock + hourMillis;
        const input = { name: "deflection", by: "total", format: "json", limit: 200 } as const;
        const found = await report(storage.db, { ...input, from: "2026-10-01", to: "2027-12-31" }, now);
        const { total } = found;
        const counted = recount(
          told.filter((each, n) => {
            // a word about an answer is only heard where there was a question
            const before = told
              .slice(0, n)
              .filter((other) => other.visitor === each.visitor && other.conversation === each.conversation);
            return (
              each.what === "answered" ||
              each.what === "asked back" ||
              each.what === "ticket" ||
              before.some(({ what }) => what === "answered" || what === "asked back")
            );
          }),
          now,
        );
        expect(total).toMatchObject(counted);
        expect(total.deflected).toBe(counted.confirmed + counted.assumed);
        const { confirmed, assumed, returned, abandoned, handedOver, open } = counted;
        expect(total.conversations).toBe(confirmed + assumed + returned + abandoned + handedOver + open);
        const byDay = await report(storage.db, { ...input, by: "day", from: "2026-10-01", to: "2027-12-31" }, now);
        expect(byDay.total).toEqual(total);
      }),
      { numRuns: 60 },
    );
  });

  it("N2 know the same person on another device by the address they gave", async () => {
    clock = began;
    await act(async (act) => {
      await act.db.deleteFrom("questions").execute();
      await act.db.deleteFrom("assisted").execute();
    });
    await live([
      { visitor: 10, conversation: 0, what: "answered", wait: 1 },
      { visitor: 11, conversation: 0, what: "asked back", wait: 1 },
    ]);
    const rows = () =>
      storage.db.selectFrom("assisted").select(["visitor_id", "returned_at"]).orderBy("started_at").execute();
    expect((await rows()).map(({ returned_at }) => returned_at)).toEqual([null, null]);
    const ids = (await rows()).map(({ visitor_id }) => visitor_id);
    await act(({ db }) => db.updateTable("visitors").set({ email: "a@example.test" }).where("id", "in", ids).execute());
    await act((act) => recordReturn(act, String(ids[1]), "another", { acrossDevices: true }));
    expect((await rows()).map(({ returned_at }) => returned_at !== null)).toEqual([true, false]);
  });

  it("refuse a period that ends before it begins, and lines a report does not have", async () => {
    const input = { by: "total", format: "json", limit: 10 } as const;
    const ask = (change: object) => report(storage.db, { name: "deflection", ...input, ...change }, clock);
    await expect(ask({ from: "2026-11-02", to: "2026-11-01" })).rejects.toMatchObject({ code: "invalid_input" });
    await expect(ask({ name: "articles", by: "day" })).rejects.toMatchObject({ code: "invalid_input" });
    const found = await ask({});
    expect(Date.parse(found.to) - Date.parse(found.from)).toBe(29 * dayMillis);
  });
});

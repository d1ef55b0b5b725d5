import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createDuplicateIndex } from "./index.ts";

const tickets = [
  { id: "1", text: "The export to CSV fails with an empty file since the update", customer: "anna" },
  { id: "2", text: "I was charged twice for my subscription in March", customer: "ben" },
  { id: "3", text: "How do I change the delivery address of my parcel?", customer: "cleo" },
  { id: "4", text: "請求書のPDFが開けません。再発行をお願いします", customer: "dai" },
  { id: "5", text: "Printer in the second floor does not print", customer: "eve" },
  { id: "6", text: "配送先の住所を変更したいです", customer: "fumi" },
];

function filled() {
  const index = createDuplicateIndex();
  for (const ticket of tickets) index.put(ticket);
  return index;
}

describe("tickets like another one", () => {
  it("are duplicates where nearly the same was written", () => {
    const [first] = filled().find({
      id: "x",
      text: "Hello, the export to CSV fails with an empty file since the update. Thanks",
    });
    expect(first).toMatchObject({ id: "1", kind: "duplicate" });
    expect(first?.why.words).toEqual(expect.arrayContaining(["export", "csv", "empty"]));
    expect(first?.why.sameText).toBeGreaterThan(0.5);
  });

  it("are related where they are about the same in other words, in Japanese too", () => {
    expect(filled().find({ id: "x", text: "CSV export gives me an empty file" })[0]).toMatchObject({ id: "1" });
    expect(filled().find({ id: "x", text: "請求書の再発行をお願いしたいです" })[0]).toMatchObject({ id: "4" });
    expect(filled().find({ id: "x", text: "住所の変更をしたいのですが、配送先です" })[0]).toMatchObject({ id: "6" });
  });

  it("are none where nothing is shared but small words", () => {
    for (const text of ["What do you think of the weather?", "こんにちは、お世話になっております", "", "🦆"]) {
      expect([text, filled().find({ id: "x", text })]).toEqual([text, []]);
    }
  });

  it("are never the ticket itself", () => {
    const [ticket] = tickets;
    expect(ticket && filled().find(ticket)).toEqual([]);
  });

  it("are duplicates sooner where the same person wrote them", () => {
    const again = { id: "x", text: "charged twice for the subscription, money back please" };
    const [kinds, own] = [undefined, "ben"].map((customer) => filled().find({ ...again, customer })[0]);
    expect(kinds).toMatchObject({ id: "2", kind: "related", why: { sameCustomer: false } });
    expect(own).toMatchObject({ id: "2", kind: "duplicate", why: { sameCustomer: true } });
  });

  it("are found by the order or the error they name", () => {
    const index = filled();
    index.put({ id: "7", text: "where does my package hide, it is late", entities: ["order 48213"] });
    const asked = { id: "x", text: "my package 48213 is late again" };
    const plain = index.find(asked)[0]?.likeness ?? 0;
    const [named] = index.find({ ...asked, entities: ["order 48213"] });
    expect(named).toMatchObject({ id: "7", why: { entities: ["order 48213"] } });
    expect(named?.likeness).toBeGreaterThan(plain);
  });

  it("follow what is put, put anew and dropped", () => {
    const index = filled();
    const asked = { id: "x", text: "printer on the second floor does not print" };
    expect(index.find(asked)[0]?.id).toBe("5");
    index.put({ id: "5", text: "solved, thank you" });
    expect([index.find(asked), index.size]).toEqual([[], 6]);
    index.put({ id: "5", text: "Printer in the second floor does not print" });
    index.drop("5");
    index.drop("unknown");
    expect([index.find(asked), index.size]).toEqual([[], 5]);
  });

  it("are found among hundreds of the same: an outage is when they matter", () => {
    const index = createDuplicateIndex();
    for (let n = 0; n < 700; n++) index.put({ id: String(n), text: "The shop is down and I cannot pay" });
    expect(index.find({ id: "x", text: "The shop is down and I cannot pay" })).toHaveLength(5);
  });

  it("are at most as many as wanted, the most alike first", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...tickets), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 0, max: 3 }),
        (some, most) => {
          const index = filled();
          const found = index.find({ id: "x", text: some.map(({ text }) => text).join(" ") }, { most });
          expect(found.length).toBeLessThanOrEqual(most);
          for (const [n, { likeness }] of found.entries()) {
            expect(likeness).toBeLessThanOrEqual(found[n - 1]?.likeness ?? 1);
          }
        },
      ),
    );
  });
});

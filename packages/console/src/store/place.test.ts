import fc from "fast-check";
import { expect, it } from "vitest";
import { firstQuery, hrefOf, type Place, parsePlace } from "./place.ts";
import { at as inSection } from "./sections.ts";

const at = (path: string) => parsePlace(new URL(path, "https://help.example.com"));

it("comes back to the place its address was made of", () => {
  const list = fc.record({
    view: fc.constantFrom("mine" as const, "unassigned" as const, "all" as const),
    status: fc.constantFrom("active" as const, "any" as const, "on_hold" as const),
    q: fc.string({ maxLength: 50 }).filter((text) => text.isWellFormed()),
  });
  const place: fc.Arbitrary<Place> = fc.oneof(
    fc.record({ screen: fc.constant("inbox" as const), list }),
    fc.record({ screen: fc.constant("ticket" as const), id: fc.uuid(), list }),
    fc.constant<Place>({ screen: "team" }),
    fc.constantFrom<Place>(
      inSection("articles"),
      inSection("articles", "new", { lang: "ja", title: "領収書 & 請求書?" }),
      inSection("questions", "q-1", { view: "unsure" }),
      inSection("gaps", "", { status: "published" }),
      inSection("tools", "new"),
      inSection("reports", "deflection", { from: "2026-11-01", by: "week" }),
    ),
    fc.constant<Place>({ screen: "login", next: "/console/tickets/1?view=all" }),
  );
  fc.assert(
    fc.property(place, (there) => {
      expect(at(hrefOf(there))).toEqual(there);
    }),
  );
});

it("takes nonsense in an address for the ordinary", () => {
  expect(at("/console/?view=nobody&status=lost")).toEqual({ screen: "inbox", list: firstQuery });
  expect(at("/console")).toMatchObject({ screen: "inbox" });
  expect(at("/console/nowhere")).toEqual({ screen: "unknown" });
  expect(at("/console/articles/a/b")).toEqual({ screen: "unknown" });
  expect(at("/console/constructor")).toEqual({ screen: "unknown" });
  expect(at("/console/gaps?mood=low&status=")).toEqual(inSection("gaps"));
});

it("sends nobody out of the console after the log-in", () => {
  for (const next of [
    "https://evil.example",
    "//evil.example/console/",
    "/console\\evil",
    "/help/",
    "/console/login?next=/console/",
  ]) {
    expect(at(`/console/login?next=${encodeURIComponent(next)}`)).toEqual({ screen: "login", next: "/console/" });
  }
});

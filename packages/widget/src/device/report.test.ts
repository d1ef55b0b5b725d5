// @vitest-environment happy-dom
import { expect, it, vi } from "vitest";
import { fakeClock } from "../fake.ts";
import { createReport } from "./report.ts";

function setUp() {
  const clock = fakeClock();
  const sent: { url: string; init: RequestInit; body: { site: string; items: unknown[] } }[] = [];
  const report = createReport({
    origin: "https://help.test",
    site: "demo",
    token: () => undefined,
    after: clock.after,
    page: window,
    fetch: (async (url: string, init: RequestInit) => {
      sent.push({ url, init, body: JSON.parse(String(init.body)) });
      return new Response("{}");
    }) as unknown as typeof fetch,
  });
  const searched = (q: string, results = 3) => report.searched({ q, lang: "en", results });
  return { clock, sent, report, searched };
}

it("tells of settled searches only, once the search is over", () => {
  const { clock, sent, report, searched } = setUp();
  for (const q of ["b", "br", "brakes"]) {
    searched(q);
    clock.turn(1_000);
  }
  clock.turn(500);
  searched("brakes s");
  clock.turn(1_499);
  report.leave();
  clock.turn(10_000);
  expect(sent.map(({ url, body }) => [url, body])).toEqual([
    ["https://help.test/v1/searches", { site: "demo", items: [{ q: "brakes", lang: "en", results: 3 }] }],
  ]);
  expect(sent[0]?.init).toMatchObject({ method: "POST", keepalive: true });
});

it("takes an opened result for a settled search, with what was opened, and counts it once", () => {
  const { clock, sent, report, searched } = setUp();
  searched("chain");
  report.opened("a1");
  clock.turn(5_000);
  report.opened("a2");
  report.leave();
  report.leave();
  expect(sent.map(({ body }) => body.items)).toEqual([[{ q: "chain", lang: "en", results: 3, opened: "a1" }]]);
});

it("sends what there is when the page goes out of sight, at most twenty at a time, and nothing where nothing was", () => {
  const { clock, sent, report, searched } = setUp();
  const hide = () => {
    vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
    document.dispatchEvent(new Event("visibilitychange"));
  };
  hide();
  expect(sent).toEqual([]);
  for (let n = 0; n < 21; n++) {
    searched(`search ${n}`);
    clock.turn(1_500);
  }
  expect(sent.map(({ body }) => body.items.length)).toEqual([20]);
  hide();
  expect(sent.map(({ body }) => body.items.length)).toEqual([20, 1]);
  report.stop();
  hide();
  expect(sent).toHaveLength(2);
});

it("keeps to what the server takes", () => {
  const { sent, report, searched } = setUp();
  searched(`${"x".repeat(199)}😀 and more`);
  report.opened("a1");
  report.leave();
  const items = (sent[0]?.body.items ?? []) as { q: string }[];
  expect(items.map(({ q }) => [q.isWellFormed(), q.length <= 200])).toEqual([[true, true]]);
});

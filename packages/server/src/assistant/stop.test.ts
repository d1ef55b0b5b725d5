import type { AssistantSettings } from "@kotae/sdk/schema";
import { describe, expect, it } from "vitest";
import { assistantDefaults } from "../settings/index.ts";
import { stopOf } from "./stop.ts";

const none = { here: 0, today: 0, siteToday: 0 };
/** The settings of a site that shares some and has others of its own. */
const of = (shared: Partial<AssistantSettings> = {}, site: Partial<AssistantSettings> = {}) => {
  const all = { ...assistantDefaults, ...shared };
  return { shared: all, settings: { ...all, ...site }, own: Object.keys(site) as (keyof AssistantSettings)[] };
};

describe("a question the assistant does not take on", () => {
  it.each([
    ["it is off", of({ enabled: false }), false, none, "off"],
    ["its visitor is held out", of(), true, none, "hold_out"],
    ["there were enough turns here", of({ turnsAtMost: 3 }), false, { ...none, here: 3 }, "turns"],
    ["there were enough today", of({ dayTurns: 9 }), false, { ...none, today: 9 }, "day_turns"],
    ["the site had enough today", of({}, { dayTurns: 2 }), false, { ...none, today: 2, siteToday: 2 }, "day_turns"],
    [
      "all sites had, whatever this one may",
      of({ dayTurns: 9 }, { dayTurns: 99 }),
      false,
      { ...none, today: 9 },
      "day_turns",
    ],
  ] as const)("is one where %s", (_, settings, heldOut, turns, expected) => {
    expect(stopOf(settings, heldOut, turns)).toBe(expected);
  });

  it.each([
    ["there is no limit", of(), { here: 5, today: 1e6, siteToday: 1e6 }],
    ["another site used up its own", of({}, { dayTurns: 5 }), { here: 0, today: 99, siteToday: 4 }],
    ["there is room", of({ dayTurns: 9 }), { here: 0, today: 8, siteToday: 8 }],
  ] as const)("is none where %s", (_, settings, turns) => {
    expect(stopOf(settings, false, turns)).toBeUndefined();
  });
});

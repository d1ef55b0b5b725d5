import { describe, expect, it } from "vitest";
import { handBack } from "./index.ts";
import { held, minute, now, settings } from "./routing.testing.ts";

const policy = { awayMinutes: 60, offlineMinutes: 10, load: settings.load };
const theirs = [...held("ada", 2), ...held("ada", 1, "mail", "waiting"), ...held("bob", 1)];
const back = (presence: "online" | "busy" | "away" | "offline", minutes: number) =>
  handBack({ id: "ada", presence }, now - minutes * minute, theirs, policy, now);

describe("handing back", () => {
  it("gives back what counts as load once somebody has been gone long enough, and says when to look", () => {
    expect(back("offline", 9)).toEqual({ ticketIds: [], againAt: now + minute });
    expect(back("offline", 10)).toEqual({ ticketIds: ["ada-form-0", "ada-form-1"], againAt: null });
    expect(back("away", 10)).toEqual({ ticketIds: [], againAt: now + 50 * minute });
    expect(back("away", 60).ticketIds).toHaveLength(2);
  });

  it("takes nothing from who is there, nor an offer, nor where it is not wanted", () => {
    expect(back("online", 1_000)).toEqual({ ticketIds: [], againAt: null });
    expect(back("busy", 1_000)).toEqual({ ticketIds: [], againAt: null });
    const gone = { id: "ada", presence: "offline" as const };
    const offers = theirs.map((each) => ({ ...each, isOffer: true }));
    expect(handBack(gone, 0, offers, policy, now)).toEqual({ ticketIds: [], againAt: null });
    expect(handBack(gone, 0, theirs, { ...policy, offlineMinutes: null }, now)).toEqual({
      ticketIds: [],
      againAt: null,
    });
  });
});

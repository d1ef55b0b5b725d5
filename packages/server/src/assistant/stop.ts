import { isHeldOut, turnsSince } from "../questions/index.ts";
import type { SettingsOf } from "../settings/index.ts";
import type { Db } from "../storage/index.ts";
import type { Stop } from "./phrases.ts";
import { dayStart } from "./spending.ts";

/** What has been asked of the assistant, in one conversation and today: by everybody, and at one site. */
export type Turns = { here: number; today: number; siteToday: number };

/** Why the assistant does not take a question on; undefined where it does. */
export function stopOf({ settings, shared, own }: SettingsOf, isHeldOut: boolean, turns: Turns): Stop | undefined {
  if (!settings.enabled) return "off";
  if (isHeldOut) return "hold_out";
  if (turns.here >= settings.turnsAtMost) return "turns";
  const isOver = (limit: number, count: number) => limit > 0 && count >= limit;
  const isOwnOver = own.includes("dayTurns") && isOver(settings.dayTurns, turns.siteToday);
  return isOver(shared.dayTurns, turns.today) || isOwnOver ? "day_turns" : undefined;
}

/** The same for a visitor's next question; days are counted only where there is a limit. */
export async function stopFor(
  db: Db,
  of: SettingsOf,
  { visitorId, siteId, now, here }: { visitorId: string; siteId: string; now: number; here: number },
): Promise<{ stop: Stop | undefined; heldOut: boolean }> {
  const { settings, shared, own } = of;
  const since = dayStart(now);
  const isLimited = own.includes("dayTurns") && settings.dayTurns > 0;
  const turns = {
    here,
    today: shared.dayTurns > 0 ? await turnsSince(db, { since }) : 0,
    siteToday: isLimited ? await turnsSince(db, { since, siteId }) : 0,
  };
  const heldOut = isHeldOut(visitorId, settings.holdOut);
  return { stop: stopOf(of, heldOut, turns), heldOut };
}

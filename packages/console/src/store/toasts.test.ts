import { expect, it, vi } from "vitest";
import { handClock } from "../fakes.ts";
import { openToasts } from "./toasts.ts";

it("says one thing at a time, goes by itself, and waits while somebody reaches for it", () => {
  const clock = handClock();
  const toasts = openToasts(clock);
  const texts = () => toasts.items.value.map(({ text }) => text);
  toasts.say("Resolved", vi.fn());
  toasts.say("Closed");
  toasts.warn("Could not be saved");
  expect(texts()).toEqual(["Closed", "Could not be saved"]);
  toasts.hold(true);
  clock.turn(60_000);
  expect(texts()).toHaveLength(2);
  toasts.hold(false);
  clock.turn(8_000);
  expect(texts()).toEqual([]);
});

import type { Client } from "@kotae/sdk";
import type { TicketCounts } from "@kotae/sdk/schema";
import { createModel, effect, signal } from "@preact/signals";
import { type Clock, gathered } from "./clock.ts";
import type { Live } from "./live.ts";

const gatherMs = 1_000;

/** How many active tickets each view holds, as the server counts them: any ticket that changes makes them be asked for again, at most once a second. */
export const CountsModel = createModel((client: Client, live: Live, clock: Clock) => {
  const value = signal<TicketCounts | undefined>(undefined);
  async function read(): Promise<void> {
    try {
      value.value = await client.countTickets();
    } catch {
      // a number that is a little old does less harm than a message about it
    }
  }
  const soon = gathered(clock, gatherMs, () => void read());
  const stop = live.on((frame) => {
    if (frame.t === "ticket") soon.poke();
  });
  effect(() => () => {
    stop();
    soon.cancel();
  });
  return { value, refresh: () => void read() };
});

import type { Author } from "@kotae/sdk/schema";
import { signal } from "@preact/signals";

export type Clock = {
  now: () => number;
  /** Calls back after some milliseconds; gives the function that calls it off. */
  after: (ms: number, act: () => void) => () => void;
};

/** Who is writing: the agent to the visitor, and the visitor to the agent. */
export function createTyping({ now, after }: Clock, tell: (on: boolean) => void) {
  const typist = signal<Author>();
  let forgetTypist = () => {};
  let fallSilent = () => {};
  let toldAt = Number.NEGATIVE_INFINITY;
  let isTelling = false;

  function stop(): void {
    fallSilent();
    toldAt = Number.NEGATIVE_INFINITY;
    if (isTelling) tell(false);
    isTelling = false;
  }

  return {
    typist,
    heard(who: Author, on: boolean): void {
      forgetTypist();
      typist.value = on ? who : undefined;
      // the "off" may be lost with a socket
      if (on)
        forgetTypist = after(8_000, () => {
          typist.value = undefined;
        });
    },
    /** A key was pressed: told at most every three seconds, and taken back after five of silence. */
    pressed(): void {
      fallSilent();
      fallSilent = after(5_000, stop);
      if (now() - toldAt < 3_000) return;
      toldAt = now();
      isTelling = true;
      tell(true);
    },
    stop,
    clear(): void {
      forgetTypist();
      fallSilent();
      isTelling = false;
      typist.value = undefined;
    },
  };
}

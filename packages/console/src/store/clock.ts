/** What tells the time and waits; tests turn one by hand. */
export type Clock = {
  /** Epoch milliseconds. */
  now(): number;
  /** Runs `run` once after `ms`; call what it gives to call it off. */
  after(ms: number, run: () => void): () => void;
};

/** The browser's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/** A function that runs `run` once things have been quiet for `ms`, and one that calls it off. */
export function debounced(clock: Clock, ms: number, run: () => void): { poke(): void; cancel(): void } {
  let stop: (() => void) | undefined;
  const cancel = () => {
    stop?.();
    stop = undefined;
  };
  return {
    poke() {
      cancel();
      stop = clock.after(ms, () => {
        stop = undefined;
        run();
      });
    },
    cancel,
  };
}

/** A function that runs `run` at most once every `ms`: a first call waits `ms`, further ones share it. */
export function gathered(clock: Clock, ms: number, run: () => void): { poke(): void; cancel(): void } {
  let stop: (() => void) | undefined;
  return {
    poke() {
      stop ??= clock.after(ms, () => {
        stop = undefined;
        run();
      });
    },
    cancel() {
      stop?.();
      stop = undefined;
    },
  };
}

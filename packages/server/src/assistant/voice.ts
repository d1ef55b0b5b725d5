/** Says an answer while it is being made. */
export type Voice = {
  say(piece: string): void;
  /** What was said of this answer so far does not count: another begins. */
  reset(): void;
};

export const silent: Voice = { say: () => undefined, reset: () => undefined };

/** The same voice, which knows whether anything it said still stands. */
export function following(voice: Voice): Voice & { hasSpoken(): boolean } {
  let spoken = false;
  return {
    say(piece) {
      spoken = true;
      voice.say(piece);
    },
    reset() {
      if (spoken) voice.reset();
      spoken = false;
    },
    hasSpoken: () => spoken,
  };
}

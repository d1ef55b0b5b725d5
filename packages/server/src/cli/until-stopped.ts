import type { Running } from "../main.ts";

/** Resolves with the exit code once the process was told to stop and everything is put away. */
export function untilStopped(running: Running): Promise<number> {
  return new Promise((resolve) => {
    let stopping = false;
    const stop = () => {
      // a second signal means now
      if (stopping) process.exit(1);
      stopping = true;
      running.stop().then(
        () => resolve(0),
        (error: unknown) => {
          console.error(error);
          resolve(1);
        },
      );
    };
    process.on("SIGTERM", stop);
    process.on("SIGINT", stop);
  });
}

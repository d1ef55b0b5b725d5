import type { ServerFrame } from "@kotae/sdk/schema";
import type { Topic } from "../delivery/live.ts";

/** Calls `hear` with every frame of a topic from now on; gives back the function that ends it. */
export type Listen = (topic: Topic, hear: (frame: ServerFrame) => void) => () => void;

export type Interrupt = {
  /** Aborted as soon as the answer is not wanted any more, for whatever reason. */
  signal: AbortSignal;
  /** `taken` once a person has the conversation, `stalled` when the time is up; else it never comes. */
  happened: Promise<"taken" | "stalled">;
  end(): void;
};

/** Watches over an answer that is being made: a person who takes the conversation ends it at once, and so does time. */
export function untilTaken(
  listen: Listen,
  conversationId: string,
  millis: number,
  visitorLeft: AbortSignal,
): Interrupt {
  const stop = new AbortController();
  let resolve: (why: "taken" | "stalled") => void = () => undefined;
  const happened = new Promise<"taken" | "stalled">((done) => {
    resolve = done;
  });
  const endWith = (why: "taken" | "stalled") => {
    resolve(why);
    stop.abort(new Error(why === "taken" ? "A person has the conversation." : "The answer took too long."));
  };
  const silence = listen(`conversation:${conversationId}`, (frame) => {
    if (isTaking(frame)) endWith("taken");
  });
  const timer = setTimeout(() => endWith("stalled"), millis);
  return {
    signal: AbortSignal.any([stop.signal, visitorLeft]),
    happened,
    end() {
      clearTimeout(timer);
      silence();
    },
  };
}

/** Whether a frame says that people have the conversation: it was handed over, assigned, or an agent wrote in it. */
function isTaking(frame: ServerFrame): boolean {
  if (frame.t !== "message") return false;
  const { message } = frame;
  if (message.kind === "event") return message.change.type === "escalated" || message.change.type === "assigned";
  return message.kind === "message" && message.author.kind === "agent";
}

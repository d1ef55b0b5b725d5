import { useSpeech } from "./language.ts";

/** A time: how long ago in a list, the clock in a conversation; exact when pointed at. */
export function Moment({ at, as }: { at: string; as: "age" | "clock" }) {
  const { f, now } = useSpeech();
  return (
    <time class="moment" dateTime={at} title={f.exact(at)}>
      {as === "age" ? f.age(at, now) : f.clock(at)}
    </time>
  );
}

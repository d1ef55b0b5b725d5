import type { Message } from "@kotae/sdk/schema";

/** Words of somebody: a message or a note. */
export type Words = Extract<Message, { kind: "message" | "note" }>;
/** Something that happened. */
export type Happening = Extract<Message, { kind: "event" }>;

/** What the transcript shows, from top to bottom. */
export type Entry =
  | { type: "day"; key: string; at: string }
  | { type: "created"; key: string }
  /** `follows`: the same person goes on, so the name need not stand there again. */
  | { type: "words"; key: string; message: Words; follows: boolean }
  /** Happenings in a row; more than three are `folded`. */
  | { type: "events"; key: string; events: Happening[]; folded: boolean };

type Options = {
  /** How many entries stood in the conversation before it became a ticket. */
  transcriptSeq: number;
  /** The same for two instants of one day in the viewer's zone. */
  dayKey(iso: string): string;
};

const mostEvents = 3;
const sameBreathMs = 5 * 60_000;

/** The transcript of a conversation: days, words, and what happened between them in quiet lines. */
export function timelineOf(messages: readonly Message[], { transcriptSeq, dayKey }: Options): Entry[] {
  const entries: Entry[] = [];
  let day: string | undefined;
  let isCreated = false;
  const first = messages.find((message) => message.kind !== "hidden");
  // the line stands only where both sides of it were read
  if (first && first.seq > transcriptSeq + 1) isCreated = true;

  for (const message of messages) {
    if (message.kind === "hidden") continue;
    if (!isCreated && message.seq > transcriptSeq) {
      isCreated = true;
      if (transcriptSeq > 0) entries.push({ type: "created", key: "created" });
    }
    // the line above says the same
    if (message.kind === "event" && message.change.type === "escalated") continue;
    const key = dayKey(message.createdAt);
    if (key !== day) {
      day = key;
      entries.push({ type: "day", key: `day ${key}`, at: message.createdAt });
    }
    const last = entries.at(-1);
    if (message.kind !== "event") {
      entries.push({ type: "words", key: message.id, message, follows: goesOn(last, message) });
    } else if (last?.type === "events") {
      last.events.push(message);
      last.folded = last.events.length > mostEvents;
    } else entries.push({ type: "events", key: message.id, events: [message], folded: false });
  }
  return entries;
}

function goesOn(last: Entry | undefined, next: Words): boolean {
  if (last?.type !== "words" || last.message.kind !== next.kind) return false;
  const { author, createdAt } = last.message;
  return (
    author.kind === next.author.kind &&
    author.id === next.author.id &&
    Date.parse(next.createdAt) - Date.parse(createdAt) < sameBreathMs
  );
}

/** Messages with more behind them, each number once; what is already held stays. */
export function joinMessages(held: readonly Message[], more: readonly Message[]): readonly Message[] {
  const seqs = new Set(held.map((message) => message.seq));
  const fresh = more.filter((message) => !seqs.has(message.seq));
  return fresh.length === 0 ? held : [...held, ...fresh].sort((one, other) => one.seq - other.seq);
}

/** True where somebody else said something: what a writer has to see before sending. */
export function isNews(message: Message, myId: string): boolean {
  return (message.kind === "message" || message.kind === "note") && message.author.id !== myId;
}

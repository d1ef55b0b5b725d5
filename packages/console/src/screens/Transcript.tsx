import type { Ticket } from "@kotae/sdk/schema";
import { useEffect, useMemo, useRef } from "preact/hooks";
import type { Composer } from "../store/composer.ts";
import type { Thread } from "../store/thread.ts";
import { type Entry, timelineOf } from "../store/timeline.ts";
import { Icon } from "../ui/Icon.tsx";
import { useSpeech } from "../ui/language.ts";
import { useDesk } from "./context.ts";
import { EventsEntry } from "./EventsEntry.tsx";
import { SendingEntry } from "./SendingEntry.tsx";
import { useBottom } from "./use-bottom.ts";
import { WordsEntry } from "./WordsEntry.tsx";

type Props = { thread: Thread; ticket: Ticket; composer: Composer };

/** The conversation as a letter, newest below. */
export function Transcript({ thread, ticket, composer }: Props) {
  const { t, f, now } = useSpeech();
  const desk = useDesk();
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const { isAtEnd, toEnd } = useBottom(scroller, content);
  const messages = thread.messages.value;
  const sending = thread.outbox.items.value;
  const entries = useMemo(
    () => timelineOf(messages, { transcriptSeq: ticket.transcriptSeq, dayKey: f.dayKey }),
    [messages, ticket.transcriptSeq, f],
  );
  const isVisible = desk.visible.value;
  useEffect(() => {
    if (isAtEnd && isVisible) thread.markSeen();
  }, [isAtEnd, isVisible, messages, thread]);
  // what I send I want to see
  useEffect(() => {
    if (sending.length > 0) toEnd();
  }, [sending.length]);

  const earlier = () => {
    const element = scroller.current;
    const fromEnd = element ? element.scrollHeight - element.scrollTop : 0;
    void thread.loadEarlier().then(() =>
      requestAnimationFrame(() => {
        if (element) element.scrollTop = element.scrollHeight - fromEnd;
      }),
    );
  };
  const name = ticket.customer.name ?? ticket.customer.email ?? t.inbox.visitor;
  const unseen = thread.unseen.value;
  return (
    <div class="transcript-wrap">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section class="transcript" ref={scroller} tabIndex={0} aria-label={t.thread.transcript}>
        <div class="transcript-content" ref={content}>
          {thread.hasEarlier.value && (
            <button type="button" class="button earlier" onClick={earlier}>
              {t.thread.earlier}
            </button>
          )}
          <ol class="entries">
            {entries.map((entry) => (
              <EntryView key={entry.key} entry={entry} ticket={ticket} now={now} seen={seenMark(entry)} />
            ))}
            {sending.map((item) => (
              <SendingEntry key={item.clientId} item={item} composer={composer} />
            ))}
          </ol>
          <p class="typing" role="status">
            {thread.isTyping.value && (
              <>
                <span class="typing-dots" aria-hidden="true">
                  <span />
                  <span />
                  <span />
                </span>
                {t.thread.typing(name)}
              </>
            )}
          </p>
        </div>
      </section>
      {!isAtEnd && (
        <button type="button" class={unseen > 0 ? "newest newest-news" : "newest"} onClick={toEnd}>
          <Icon name="down" size={16} />
          {t.thread.newest(unseen)}
        </button>
      )}
    </div>
  );

  /** The visitor's read mark stands under our last words to them, once they have read those. */
  function seenMark(entry: Entry): string | undefined {
    if (entry.type !== "words" || entry.message.kind !== "message" || entry.message.author.kind !== "agent")
      return undefined;
    const last = messages.findLast((message) => message.kind === "message");
    if (last?.seq !== entry.message.seq || ticket.visitorReadSeq < entry.message.seq) return undefined;
    const at = thread.seenAt.value;
    return t.thread.seen(at === undefined ? undefined : f.clock(at));
  }
}

type EntryViewProps = { entry: Entry; ticket: Ticket; now: number; seen: string | undefined };

function EntryView({ entry, ticket, now, seen }: EntryViewProps) {
  const { t, f } = useSpeech();
  switch (entry.type) {
    case "day":
      return (
        <li class="day">
          <span>{f.day(entry.at, now)}</span>
        </li>
      );
    case "created":
      return (
        <li class="created">
          <span>{t.thread.created(ticket.number)}</span>
        </li>
      );
    case "events":
      return <EventsEntry events={entry.events} folded={entry.folded} />;
    case "words":
      return <WordsEntry message={entry.message} follows={entry.follows} ticket={ticket} seen={seen} />;
  }
}

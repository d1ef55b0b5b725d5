import { useModel } from "@preact/signals";
import { ConversationLogModel } from "../store/conversation-log.ts";
import { timelineOf } from "../store/timeline.ts";
import { useSpeech } from "../ui/language.ts";
import { Sheet } from "../ui/Sheet.tsx";
import { Shown } from "../ui/Shown.tsx";
import { useDesk } from "./context.ts";
import { EventsEntry } from "./EventsEntry.tsx";
import { WordsEntry } from "./WordsEntry.tsx";

type Props = {
  conversationId: string;
  /** Whose it is, as far as known. */
  customer: { name: string | null; email: string | null };
  lang: string;
  onClose(): void;
};

/** A whole conversation to read, for those that never became a ticket. */
export function ConversationSheet({ conversationId, customer, lang, onClose }: Props) {
  const { t, f, now } = useSpeech();
  const desk = useDesk();
  const log = useModel(() => new ConversationLogModel(desk, conversationId));
  return (
    <Sheet title={t.thread.transcript} onClose={onClose} wide>
      <Shown of={log.reader} loading={t.thread.loading} failed={t.thread.failed} rows={3}>
        {(messages) => (
          <ol class="entries">
            {timelineOf(messages, { transcriptSeq: 0, dayKey: f.dayKey }).map((entry) => {
              if (entry.type === "words") {
                return (
                  <WordsEntry
                    key={entry.key}
                    message={entry.message}
                    follows={entry.follows}
                    ticket={{ customer, locale: lang }}
                    seen={undefined}
                  />
                );
              }
              if (entry.type === "events")
                return <EventsEntry key={entry.key} events={entry.events} folded={entry.folded} />;
              return (
                entry.type === "day" && (
                  <li key={entry.key} class="day">
                    <span>{f.day(entry.at, now)}</span>
                  </li>
                )
              );
            })}
          </ol>
        )}
      </Shown>
    </Sheet>
  );
}

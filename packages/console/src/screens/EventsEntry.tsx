import type { Happening } from "../store/timeline.ts";
import { Icon } from "../ui/Icon.tsx";
import { useSpeech } from "../ui/language.ts";
import { Moment } from "../ui/Moment.tsx";
import { eventWords } from "./event-words.ts";

/** What happened between the words, in quiet lines; many in a row fold into one that shows the last. */
export function EventsEntry({ events, folded }: { events: readonly Happening[]; folded: boolean }) {
  const { t } = useSpeech();
  const last = events.at(-1);
  if (!folded || !last) {
    return (
      <li class="events">
        <Lines events={events} />
      </li>
    );
  }
  return (
    <li class="events">
      <details>
        <summary>
          <Icon name="chevron" size={12} />
          <span>{t.thread.changes(events.length)}</span>
          <span class="events-last">{eventWords(last, t)}</span>
        </summary>
        <Lines events={events} />
      </details>
    </li>
  );
}

function Lines({ events }: { events: readonly Happening[] }) {
  const { t } = useSpeech();
  return (
    <>
      {events.map((event) => (
        <p key={event.id} class="event">
          <span>{eventWords(event, t)}</span> <Moment at={event.createdAt} as="clock" />
        </p>
      ))}
    </>
  );
}

import type { Message, Ticket } from "@kotae/sdk/schema";
import type { Composer } from "../store/composer.ts";
import { Icon } from "../ui/Icon.tsx";
import { languageOf, useSpeech } from "../ui/language.ts";
import { Moment } from "../ui/Moment.tsx";
import { eventWords } from "./event-words.ts";

type Props = { composer: Composer; moved: { missed: readonly Message[] }; ticket: Ticket };

/** Why a message was stopped: what came in meanwhile, and the two ways on. */
export function MovedNotice({ composer, moved, ticket }: Props) {
  const { t } = useSpeech();
  const shown = moved.missed.filter((message) => message.kind !== "hidden");
  return (
    <div class="moved" role="alert">
      <p class="moved-title">
        <Icon name="warning" size={16} />
        {t.composer.movedTitle(shown.length)}
      </p>
      <ul class="moved-list">
        {shown.map((message) => (
          <li key={message.id}>
            {message.kind === "event" ? (
              <span class="quiet">{eventWords(message, t)}</span>
            ) : (
              <>
                <bdi class="moved-who">{message.author.name ?? ticket.customer.name ?? t.inbox.visitor}</bdi>
                {message.kind === "note" && <span class="quiet"> ({t.thread.note})</span>}
                <span class="moved-what" lang={languageOf(message.body, ticket.locale)}>
                  {message.body}
                </span>
              </>
            )}
            <Moment at={message.createdAt} as="clock" />
          </li>
        ))}
      </ul>
      <div class="moved-actions">
        <span class="quiet">{t.composer.movedHint}</span>
        <button type="button" class="button" onClick={composer.keepEditing}>
          {t.composer.keepEditing}
        </button>
        <button type="button" class="button" onClick={() => void composer.sendAnyway()}>
          {t.composer.sendAnyway}
        </button>
      </div>
    </div>
  );
}

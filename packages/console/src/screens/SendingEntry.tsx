import type { Composer } from "../store/composer.ts";
import { failureWords } from "../store/failure.ts";
import type { Sending } from "../store/outbox.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { Icon } from "../ui/Icon.tsx";
import { languageOf, useSpeech } from "../ui/language.ts";
import { Prose } from "../ui/Prose.tsx";
import { useDesk } from "./context.ts";

/** A message of mine on its way: at once where it will stand, and in words whether it arrived. */
export function SendingEntry({ item, composer }: { item: Sending; composer: Composer }) {
  const { t, language } = useSpeech();
  const { me } = useDesk();
  const isFailed = item.state === "failed";
  return (
    <li class={`words words-${item.kind === "note" ? "note" : "agent"} sending sending-${item.state}`}>
      <div class="words-face">
        <Avatar name={me.value.name} kind="agent" size={28} />
      </div>
      <div class="words-body">
        <p class="words-head">
          <bdi class="words-name">{me.value.name}</bdi>
          {item.kind === "note" && (
            <span class="note-label">
              <Icon name="lock" size={12} />
              {t.thread.note}
            </span>
          )}
          {!isFailed && <span class="quiet">{item.state === "sent" ? t.thread.sent : t.thread.sending}</span>}
        </p>
        <Prose text={item.body} lang={languageOf(item.body, language)} />
        {isFailed && (
          <div class="sending-trouble" role="alert">
            <p>
              {t.thread.notSent}
              {item.error !== undefined && ` ${failureWords(item.error, t)}`}
            </p>
            <button type="button" class="button" onClick={() => void composer.retry(item.clientId)}>
              {t.thread.retry}
            </button>
            <button type="button" class="button" onClick={() => composer.edit(item.clientId)}>
              {t.thread.edit}
            </button>
          </div>
        )}
      </div>
    </li>
  );
}

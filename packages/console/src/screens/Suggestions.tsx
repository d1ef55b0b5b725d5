import type { Ticket } from "@kotae/sdk/schema";
import type { Composer } from "../store/composer.ts";
import { Icon } from "../ui/Icon.tsx";
import { languageOf, useSpeech } from "../ui/language.ts";
import { Waiting } from "../ui/Notice.tsx";
import { Popover } from "../ui/Popover.tsx";
import { OuterLink, safeHref } from "../ui/Prose.tsx";

type Props = { composer: Composer; ticket: Ticket; onInsert(text: string): void };

/** Articles that fit this ticket, to read or to send as a link. */
export function Suggestions({ composer, ticket, onInsert }: Props) {
  const { t } = useSpeech();
  const found = composer.suggestions.value;
  return (
    <Popover
      label={t.composer.suggest}
      buttonClass="button button-quiet"
      side="above"
      onOpen={() => void composer.suggest()}
      button={
        <>
          <Icon name="bulb" size={16} />
          <span class="wide-only">{t.composer.suggest}</span>
        </>
      }
    >
      {(close) => (
        <div class="suggestions">
          <p class="popover-title">{t.composer.suggest}</p>
          {found.step === "loading" && <Waiting what={t.composer.suggestLoading} />}
          {found.step === "failed" && <p class="quiet">{t.composer.suggestFailed}</p>}
          {found.step === "ready" && found.items.length === 0 && <p class="quiet">{t.composer.suggestNone}</p>}
          {found.step === "ready" && (
            <ul>
              {found.items.map((hit) => (
                <li key={`${hit.articleId} ${hit.heading}`} class="suggestion">
                  <div class="suggestion-words" lang={languageOf(hit.title, ticket.locale)}>
                    <OuterLink class="suggestion-title" url={hit.url}>
                      {hit.title}
                    </OuterLink>
                    <p class="suggestion-excerpt">{hit.excerpt}</p>
                  </div>
                  <button
                    type="button"
                    class="button"
                    aria-label={`${t.composer.insert}: ${hit.title}`}
                    onClick={() => {
                      close();
                      onInsert(`${hit.title} ${safeHref(hit.url) ?? ""}`.trim());
                    }}
                  >
                    {t.composer.insert}
                  </button>
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
    </Popover>
  );
}

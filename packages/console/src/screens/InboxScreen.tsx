import { useEffect } from "preact/hooks";
import { hrefOf, type ListQuery, type Place } from "../store/place.ts";
import { shortcuts } from "../store/shortcuts.ts";
import { Kbd } from "../ui/Kbd.tsx";
import { useSpeech } from "../ui/language.ts";
import { useConsole, useDesk } from "./context.ts";
import { ListHead } from "./ListHead.tsx";
import { ThreadPane } from "./ThreadPane.tsx";
import { TicketList } from "./TicketList.tsx";
import { useShortcuts } from "./use-shortcuts.ts";

type Props = { place: Extract<Place, { list: ListQuery }> };

/** The inbox: the list of tickets, and beside it the one that is open. */
export function InboxScreen({ place }: Props) {
  const { router } = useConsole();
  const { t } = useSpeech();
  const { inbox } = useDesk();
  const openId = place.screen === "ticket" ? place.id : undefined;
  const { view, status, q } = place.list;
  useEffect(() => inbox.show({ view, status, q }), [inbox, view, status, q]);
  useEffect(() => {
    if (openId === undefined) document.title = `${t.inbox.title} · Kotae`;
  }, [t, openId]);

  const back = () => {
    if (openId === undefined) return;
    router.go({ screen: "inbox", list: place.list });
    // the list may have been hidden until now; its row is there after the next frame
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-ticket="${openId}"]`)?.focus());
  };
  useShortcuts({ back });

  return (
    <main id="content" class={openId === undefined ? "inbox" : "inbox has-thread"}>
      <h1 class="unseen">{t.inbox.title}</h1>
      <section class="list-pane" aria-label={t.inbox.list}>
        <ListHead place={place} />
        <TicketList place={place} />
      </section>
      {openId === undefined ? (
        <div class="thread-pane choose">
          <p class="choose-title">{t.inbox.choose}</p>
          <p class="quiet">{t.inbox.chooseHint}</p>
          <p class="choose-keys quiet">
            <span>
              <Kbd>{shortcuts.next}</Kbd> <Kbd>{shortcuts.previous}</Kbd> {t.keys.next}
            </span>
            <span>
              <Kbd>{shortcuts.help}</Kbd> {t.shell.shortcuts}
            </span>
          </p>
        </div>
      ) : (
        <ThreadPane key={openId} ticketId={openId} backHref={hrefOf({ screen: "inbox", list: place.list })} />
      )}
    </main>
  );
}

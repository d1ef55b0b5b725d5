import { Banner } from "./Banner.tsx";
import { Composer } from "./Composer.tsx";
import { useWidget } from "./context.ts";
import { Header } from "./Header.tsx";
import { Log } from "./Log.tsx";
import { Person } from "./Person.tsx";

/** The conversation: with the assistant first, with people once it was asked for. */
export function Thread({ close }: { close: () => void }) {
  const { t, conversation, startNew } = useWidget();
  const { ticket, loading } = conversation;
  const isClosed = ticket.value?.status === "closed";
  return (
    <div class="view">
      <Header {...useWho()} close={close} />
      <Banner />
      <Log />
      <div class={isClosed ? "foot" : "foot composer-foot"}>
        {isClosed ? (
          <>
            <p class="presence">{t("eventClosed")}</p>
            <button type="button" class="secondary wide-button" data-focus onClick={startNew}>
              {t("startNew")}
            </button>
          </>
        ) : (
          <>
            <Composer isDisabled={loading.value === "yes"} />
            {!ticket.value && <Person isSmall />}
          </>
        )}
      </div>
    </div>
  );
}

/** Who is on the other side, and how things stand. */
function useWho(): { title: string; note: string } {
  const { t, conversation, home } = useWidget();
  const ticket = conversation.ticket.value;
  if (!ticket) return { title: t("assistant"), note: t("assistantHint") };
  const { number, assignee, ahead, status } = ticket;
  const isOver = status === "resolved" || status === "closed";
  const place = ahead === null ? t("queued") : ahead === 0 ? t("next") : t("ahead", { n: ahead });
  const standing = isOver ? t(status === "closed" ? "eventClosed" : "eventResolved") : assignee ? "" : place;
  return {
    title: assignee ?? home.home.value?.site.name ?? t("support"),
    note: [t("ticket", { number }), standing].filter(Boolean).join(" · "),
  };
}

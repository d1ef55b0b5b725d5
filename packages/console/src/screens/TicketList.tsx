import { useEffect, useRef } from "preact/hooks";
import { failureWords } from "../store/failure.ts";
import { hrefOf, type ListQuery, type Place } from "../store/place.ts";
import { useSpeech } from "../ui/language.ts";
import { Empty, Trouble, Waiting } from "../ui/Notice.tsx";
import { useConsole, useDesk } from "./context.ts";
import { TicketLine } from "./TicketLine.tsx";
import { useShortcuts } from "./use-shortcuts.ts";

type Props = { place: Extract<Place, { list: ListQuery }> };

/** The tickets of the view, more of them as somebody scrolls. */
export function TicketList({ place }: Props) {
  const { router } = useConsole();
  const { t } = useSpeech();
  const { inbox } = useDesk();
  const scroller = useRef<HTMLDivElement>(null);
  const openId = place.screen === "ticket" ? place.id : undefined;
  const state = inbox.state.value;
  const rows = inbox.rows.value;

  /** Moves to the row beside the focused one, else beside the open one; without a list on screen, opens it. */
  const move = (by: 1 | -1) => {
    const ids = inbox.rows.peek().map((row) => row.id);
    const focused = document.activeElement?.getAttribute("data-ticket");
    const from = ids.indexOf(focused ?? openId ?? "");
    const id = ids[from === -1 ? 0 : Math.min(ids.length - 1, Math.max(0, from + by))];
    if (id === undefined) return;
    const row = scroller.current?.querySelector<HTMLElement>(`[data-ticket="${id}"]`);
    if (row?.checkVisibility()) row.focus();
    else router.go({ screen: "ticket", id, list: place.list });
  };
  useShortcuts({
    next: () => move(1),
    previous: () => move(-1),
    open: () => {
      const row = document.activeElement;
      if (row instanceof HTMLAnchorElement && row.dataset.ticket) row.click();
    },
  });
  // another list begins at its top
  useEffect(() => {
    if (scroller.current) scroller.current.scrollTop = 0;
  }, [place.list.view, place.list.status, place.list.q]);

  return (
    <div class="list-scroll" ref={scroller}>
      {state.step === "loading" && <Waiting what={t.inbox.loading} rows={8} />}
      {state.step === "failed" && (
        <Trouble title={t.inbox.failed} why={failureWords(state.error, t)} onRetry={inbox.retry} />
      )}
      {state.step === "ready" && rows.length === 0 && <Nothing list={place.list} />}
      {rows.length > 0 && (
        <ul class="rows">
          {rows.map((row) => (
            <TicketLine
              key={row.id}
              row={row}
              href={hrefOf({ screen: "ticket", id: row.id, list: place.list })}
              isOpen={row.id === openId}
              view={place.list.view}
              motion={
                inbox.leaving.value.has(row.id) ? "leaving" : inbox.arrived.value.has(row.id) ? "arriving" : undefined
              }
            />
          ))}
        </ul>
      )}
      {state.step === "ready" && rows.length > 0 && (
        <div class="list-end">{inbox.hasMore.value ? <More /> : <p class="quiet">{t.inbox.end(rows.length)}</p>}</div>
      )}
    </div>
  );
}

/** Loads the next page as soon as it comes near, and by hand. */
function More() {
  const { t } = useSpeech();
  const { inbox } = useDesk();
  const button = useRef<HTMLButtonElement>(null);
  const count = inbox.rows.value.length;
  // after each page the button may be in sight still
  useEffect(() => {
    if (!button.current) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting) && inbox.more.peek() !== "failed") inbox.loadMore();
      },
      { rootMargin: "600px" },
    );
    observer.observe(button.current);
    return () => observer.disconnect();
  }, [inbox, count]);
  const isLoading = inbox.more.value === "loading";
  return (
    <>
      {inbox.more.value === "failed" && <p class="error">{t.inbox.failed}</p>}
      <button type="button" class="button" ref={button} aria-disabled={isLoading} onClick={inbox.loadMore}>
        {isLoading ? t.inbox.loadingMore : t.inbox.more}
      </button>
    </>
  );
}

function Nothing({ list }: { list: ListQuery }) {
  const { t } = useSpeech();
  const words = t.inbox.empty;
  const link = (to: Partial<ListQuery>, label: string) => (
    <a class="button" href={hrefOf({ screen: "inbox", list: { ...list, ...to } })}>
      {label}
    </a>
  );
  if (list.q !== "") {
    const isWhole = list.view === "all" && list.status === "any";
    return (
      <Empty icon="search" title={words.search(list.q)}>
        {isWhole ? link({ q: "" }, words.searchClear) : link({ view: "all", status: "any" }, words.searchNext)}
      </Empty>
    );
  }
  if (list.status !== "active" && list.status !== "any") {
    return (
      <Empty icon="inbox" title={words.filtered}>
        {link({ status: "active" }, words.filteredNext)}
      </Empty>
    );
  }
  if (list.view === "mine") {
    return (
      <Empty icon="check" title={words.mine}>
        {link({ view: "unassigned" }, words.mineNext)}
      </Empty>
    );
  }
  if (list.view === "unassigned") {
    return (
      <Empty icon="check" title={words.unassigned}>
        {link({ view: "all" }, words.unassignedNext)}
      </Empty>
    );
  }
  return <Empty icon="inbox" title={words.all} text={words.allHint} />;
}

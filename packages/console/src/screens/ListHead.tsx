import type { TicketView } from "@kotae/sdk/schema";
import { useEffect, useRef, useState } from "preact/hooks";
import { debounced } from "../store/clock.ts";
import { hrefOf, type ListQuery, type Place, type StatusFilter } from "../store/place.ts";
import { shortcuts } from "../store/shortcuts.ts";
import { Icon } from "../ui/Icon.tsx";
import { Kbd } from "../ui/Kbd.tsx";
import { useSpeech } from "../ui/language.ts";
import { Select } from "../ui/Select.tsx";
import { useConsole, useDesk } from "./context.ts";
import { useShortcuts } from "./use-shortcuts.ts";

const views: readonly TicketView[] = ["mine", "unassigned", "all"];
const filters: readonly StatusFilter[] = ["active", "new", "open", "pending", "on_hold", "resolved", "closed", "any"];
const searchMs = 250;

/** The views with their counts, the search and the filter above the list. */
export function ListHead({ place }: { place: Extract<Place, { list: ListQuery }> }) {
  const { router } = useConsole();
  const { t, f } = useSpeech();
  const counts = useDesk().counts.value.value;
  const { list } = place;
  // an open ticket stays open while another list is looked at
  const hrefWith = (change: Partial<ListQuery>) => hrefOf({ ...place, list: { ...list, ...change } });
  return (
    <header class="list-head">
      <nav class="views" aria-label={t.inbox.views}>
        <ul>
          {views.map((view) => (
            <li key={view} class="view">
              <a
                href={hrefWith({ view })}
                aria-current={view === list.view ? "page" : undefined}
                aria-describedby={counts ? `count-${view}` : undefined}
              >
                {t.view[view]}
              </a>
              {counts && (
                <span class="count" id={`count-${view}`}>
                  {f.number(counts[view])}
                </span>
              )}
            </li>
          ))}
        </ul>
      </nav>
      <div class="list-tools">
        <Search q={list.q} onSearch={(q) => router.go({ ...place, list: { ...list, q } }, { replace: true })} />
        <Select<StatusFilter>
          label={t.inbox.filter}
          value={list.status}
          options={filters.map((value) => ({
            value,
            label: value === "active" || value === "any" ? t.inbox.filters[value] : t.status[value],
          }))}
          onChoose={(status) => router.go({ ...place, list: { ...list, status } })}
        />
      </div>
    </header>
  );
}

function Search({ q, onSearch }: { q: string; onSearch(q: string): void }) {
  const { clock } = useConsole();
  const { t } = useSpeech();
  const [text, setText] = useState(q);
  const input = useRef<HTMLInputElement>(null);
  const latest = useRef({ text, onSearch });
  latest.current = { text, onSearch };
  const soon = useRef(debounced(clock, searchMs, () => latest.current.onSearch(latest.current.text.trim())));
  useEffect(() => () => soon.current.cancel(), []);
  // a link or the back button may change the search as well
  useEffect(() => {
    if (latest.current.text.trim() !== q) setText(q);
  }, [q]);
  useShortcuts({
    search: () => {
      input.current?.focus();
      input.current?.select();
    },
  });
  const clear = () => {
    soon.current.cancel();
    setText("");
    onSearch("");
  };
  return (
    <search class="search">
      <Icon name="search" size={16} />
      <input
        ref={input}
        type="search"
        class="search-input"
        aria-label={t.inbox.search}
        aria-keyshortcuts={shortcuts.search}
        placeholder={t.inbox.searchHint}
        maxLength={200}
        value={text}
        onInput={({ currentTarget }) => {
          setText(currentTarget.value);
          soon.current.poke();
        }}
        onKeyDown={(event) => {
          if (event.key !== "Escape" || event.isComposing) return;
          event.preventDefault();
          if (text === "") input.current?.blur();
          else clear();
        }}
      />
      {text === "" ? (
        <Kbd>{shortcuts.search}</Kbd>
      ) : (
        <button type="button" class="search-clear" aria-label={t.inbox.clearSearch} onClick={clear}>
          <Icon name="close" size={16} />
        </button>
      )}
    </search>
  );
}

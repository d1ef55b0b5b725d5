import type { TicketView } from "@kotae/sdk/schema";
import { hrefOf, type ListQuery, type Place, type StatusFilter } from "../store/place.ts";
import { useSpeech } from "../ui/language.ts";
import { Select } from "../ui/Select.tsx";
import { useConsole, useDesk } from "./context.ts";
import { SearchField } from "./SearchField.tsx";

const views: readonly TicketView[] = ["mine", "unassigned", "all"];
const filters: readonly StatusFilter[] = ["active", "new", "open", "pending", "on_hold", "resolved", "closed", "any"];

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
        <SearchField
          label={t.inbox.search}
          hint={t.inbox.searchHint}
          q={list.q}
          onSearch={(q) => router.go({ ...place, list: { ...list, q } }, { replace: true })}
        />
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

import type { Status, TicketView } from "@kotae/sdk/schema";
import { parseSection, type SectionPlace, sectionPath } from "./sections.ts";

/** Which tickets a list shows: everything not resolved or closed, everything, or one status. */
export type StatusFilter = Status | "active" | "any";

/** What the inbox lists. */
export type ListQuery = { view: TicketView; status: StatusFilter; q: string };

/** Where in the console somebody is. */
export type Place =
  | { screen: "inbox"; list: ListQuery }
  | { screen: "ticket"; id: string; list: ListQuery }
  | { screen: "login"; next: string }
  | { screen: "team" }
  | SectionPlace
  | { screen: "unknown" };

const base = "/console/";
const views: readonly string[] = ["mine", "unassigned", "all"];
const filters: readonly string[] = ["active", "any", "new", "open", "pending", "on_hold", "resolved", "closed"];

/** What the inbox lists before anybody chose. */
export const firstQuery: ListQuery = { view: "mine", status: "active", q: "" };

/** Where an address leads; anything unknown is `unknown`, never an error. */
export function parsePlace(address: URL): Place {
  const path = address.pathname.startsWith(base) ? address.pathname.slice(base.length).replace(/\/$/, "") : undefined;
  if (path === "" || address.pathname === "/console") return { screen: "inbox", list: queryOf(address.searchParams) };
  if (path === "login") return { screen: "login", next: safeNext(address.searchParams.get("next")) };
  if (path === "team") return { screen: "team" };
  const id = path === undefined ? undefined : /^tickets\/([\w-]+)$/.exec(path)?.[1];
  if (id !== undefined) return { screen: "ticket", id, list: queryOf(address.searchParams) };
  return (path === undefined ? undefined : parseSection(path, address.searchParams)) ?? { screen: "unknown" };
}

/** The address of a place, from the origin on. */
export function hrefOf(place: Place): string {
  switch (place.screen) {
    case "inbox":
      return base + searchOf(place.list);
    case "ticket":
      return `${base}tickets/${encodeURIComponent(place.id)}${searchOf(place.list)}`;
    case "login":
      return `${base}login${place.next === base ? "" : `?${new URLSearchParams({ next: place.next })}`}`;
    case "unknown":
      return base;
    case "team":
      return `${base}team`;
    default:
      return base + sectionPath(place);
  }
}

/** Only an address inside the console: a link to the log-in must not send anybody elsewhere. */
function safeNext(next: string | null): string {
  if (!next?.startsWith(base) || next.includes("\\") || next.startsWith(`${base}login`)) return base;
  return next;
}

function queryOf(search: URLSearchParams): ListQuery {
  const [view, status] = [search.get("view") ?? "", search.get("status") ?? ""];
  return {
    view: views.includes(view) ? (view as TicketView) : firstQuery.view,
    status: filters.includes(status) ? (status as StatusFilter) : firstQuery.status,
    q: search.get("q")?.slice(0, 200) ?? "",
  };
}

function searchOf(list: ListQuery): string {
  const search = new URLSearchParams();
  if (list.view !== firstQuery.view) search.set("view", list.view);
  if (list.status !== firstQuery.status) search.set("status", list.status);
  if (list.q !== "") search.set("q", list.q);
  return search.size === 0 ? "" : `?${search}`;
}

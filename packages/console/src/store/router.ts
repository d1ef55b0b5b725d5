import { type ReadonlySignal, signal } from "@preact/signals";
import { hrefOf, type Place, parsePlace } from "./place.ts";

/** Where the person is, and the way elsewhere. */
export type Router = {
  place: ReadonlySignal<Place>;
  go(to: Place | string, how?: { replace?: boolean }): void;
  /** Follows a click on one of the console's own links without loading the page anew. */
  follow(event: MouseEvent): void;
  close(): void;
};

/** A router on the page's History API. */
export function openRouter(page: Window): Router {
  const here = () => parsePlace(new URL(page.location.href));
  const place = signal(here());
  const onPop = () => {
    place.value = here();
  };
  page.addEventListener("popstate", onPop);

  const go: Router["go"] = (to, { replace = false } = {}) => {
    const href = typeof to === "string" ? to : hrefOf(to);
    if (replace) page.history.replaceState(null, "", href);
    else if (href !== page.location.pathname + page.location.search) page.history.pushState(null, "", href);
    place.value = here();
  };

  return {
    place,
    go,
    follow(event) {
      if (event.defaultPrevented || event.button !== 0) return;
      // with a modifier the browser opens a tab or window, as everywhere
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
      if (!(link instanceof HTMLAnchorElement) || link.target === "_blank" || link.hasAttribute("download")) return;
      const to = new URL(link.href);
      if (to.origin !== page.location.origin || !to.pathname.startsWith("/console/") || link.hash !== "") return;
      event.preventDefault();
      go(to.pathname + to.search);
    },
    close: () => page.removeEventListener("popstate", onPop),
  };
}

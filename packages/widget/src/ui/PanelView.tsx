import { useEffect, useRef, useState } from "preact/hooks";
import { listen } from "../store/listen.ts";
import { useWidget } from "./context.ts";
import { Header } from "./Header.tsx";
import { Home } from "./Home.tsx";
import { Part } from "./Part.tsx";
import { Person } from "./Person.tsx";
import { PersonForm } from "./PersonForm.tsx";
import { Thread } from "./Thread.tsx";

/** The panel: a dialog beside the page on a wide screen, and all of the screen on a phone. */
export function PanelView({ close }: { close: () => void }) {
  const { t, lang, isOpen, navigation, parts, offer } = useWidget();
  const panel = useRef<HTMLDivElement>(null);
  const isPhone = usePhone();
  const view = navigation.view.value;
  const place = view.name === "article" ? view.id : view.name;
  const part = view.name === "article" || view.name === "tool" ? view.name : undefined;
  const isHere = part && typeof parts.of(part) === "function";
  useKeyboardInset(panel);

  useEffect(() => {
    if (isOpen.value) panel.current?.querySelector<HTMLElement>("[data-focus]")?.focus({ preventScroll: true });
  }, [isOpen.value, place, isHere]);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.isComposing) return;
    if (event.key === "Escape") {
      // the page behind has its own use for this key
      event.stopPropagation();
      close();
    } else if (event.key === "Tab" && isPhone) keepInside(event, panel.current);
  }

  return (
    <div
      class="panel"
      role="dialog"
      aria-label={t("support")}
      aria-modal={isPhone}
      lang={lang.value}
      hidden={!isOpen.value}
      tabIndex={-1}
      ref={panel}
      onKeyDown={onKeyDown}
    >
      {view.name === "home" && <Home close={close} />}
      {part && (
        <div class="view" key={place}>
          <Header title={part === "tool" ? (offer.value?.title ?? "") : t(part)} close={close} />
          <Part name={part} />
          <div class="foot">
            <Person isSmall />
          </div>
        </div>
      )}
      {view.name === "thread" && <Thread close={close} />}
      {view.name === "person" && <PersonForm close={close} />}
    </div>
  );
}

/** On a phone, and on any screen as small (zoomed in, say), there is nothing beside the panel: the Tab key goes around in it. */
function keepInside(event: KeyboardEvent, panel: HTMLElement | null): void {
  const all = panel?.querySelectorAll<HTMLElement>("a[href],button:not(:disabled),input,textarea,[tabindex='0']") ?? [];
  const [first, last] = [all[0], all[all.length - 1]];
  const root = panel?.getRootNode() as ShadowRoot | undefined;
  const from = event.shiftKey ? first : last;
  const to = event.shiftKey ? last : first;
  if (root?.activeElement !== from && root?.activeElement !== panel) return;
  event.preventDefault();
  to?.focus();
}

function usePhone(): boolean {
  const [query] = useState(() => matchMedia("(max-width: 479.98px), (max-height: 440px)"));
  const [isPhone, setPhone] = useState(query.matches);
  useEffect(() => listen(query, "change", () => setPhone(query.matches)), []);
  return isPhone;
}

/** Follows what the on-screen keyboard leaves of the screen, which the style sheet uses on phones only. */
function useKeyboardInset(panel: { current: HTMLElement | null }): void {
  useEffect(() => {
    const seen = window.visualViewport;
    if (!seen) return;
    const follow = () => {
      // a pinch to zoom is no keyboard
      if (seen.scale > 1.01) return;
      panel.current?.style.setProperty("--seen-height", `${seen.height}px`);
      panel.current?.style.setProperty("--seen-top", `${seen.offsetTop}px`);
    };
    const stops = ["resize", "scroll"].map((event) => listen(seen, event, follow));
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
}

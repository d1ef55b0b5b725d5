import { effect } from "@preact/signals";
import { render } from "preact";
import type { Handover, Panel } from "./contract.ts";
import { createWidget } from "./store/widget.ts";
import type { Words } from "./strings/en.ts";
import { WidgetContext } from "./ui/context.ts";
import { PanelView } from "./ui/PanelView.tsx";
import css from "./ui/panel.css?inline";

// put in by the build
declare const __LIVE__: string;
declare const __PANEL_TOKENS__: string;

/** Draws the panel where the loader says, and takes its orders from there. */
export function mountPanel({ settings, host, place, adopt, paint, emit, close }: Handover, words: Words): Panel {
  // sizes follow the reader's own font size, whatever the page did to its root
  host.style.setProperty("--rem", getComputedStyle(host).fontSize);
  adopt(__PANEL_TOKENS__ + css);
  const widget = createWidget({
    settings,
    words,
    emit,
    loadLink: () =>
      import(/* @vite-ignore */ `${settings.origin}/widget/${__LIVE__}`) as Promise<typeof import("./live.ts")>,
    page: window,
    now: Date.now,
    newId: () => crypto.randomUUID(),
    after(ms, act) {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    },
  });
  // the tag's own colour goes before the site's
  const stopAccent = settings.accent
    ? () => {}
    : effect(() => {
        const accent = widget.home.home.value?.site.accent;
        if (accent) paint(accent);
      });
  render(
    <WidgetContext.Provider value={widget}>
      <PanelView close={close} />
    </WidgetContext.Provider>,
    place,
  );
  return {
    run: widget.run,
    setOpen: widget.setOpen,
    destroy() {
      stopAccent();
      widget.stop();
      render(null, place);
    },
  };
}

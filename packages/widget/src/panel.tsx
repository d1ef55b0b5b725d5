import { effect } from "@preact/signals";
import { Fragment, h, render } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Handover, Panel, PartModule, PartName } from "./contract.ts";
import { createWidget } from "./store/widget.ts";
import type { Words } from "./strings/en.ts";
import { format } from "./strings/words.ts";
import { useWidget, WidgetContext } from "./ui/context.ts";
import { Icon } from "./ui/Icon.tsx";
import { Optional } from "./ui/Optional.tsx";
import { OutLink } from "./ui/OutLink.tsx";
import { PanelView } from "./ui/PanelView.tsx";
import css from "./ui/panel.css?inline";

// put in by the build
declare const __LATER__: Record<"live" | "device" | PartName, string>;
declare const __PANEL_TOKENS__: string;

const kit = { h, Fragment, useEffect, useRef, useState, format, useWidget, Icon, Optional, OutLink };

/** Draws the panel where the loader says, and takes its orders from there. */
export function mountPanel({ settings, host, place, adopt, paint, emit, close }: Handover, words: Words): Panel {
  // sizes follow the reader's own font size, whatever the page did to its root
  host.style.setProperty("--rem", getComputedStyle(host).fontSize);
  adopt(__PANEL_TOKENS__ + css);
  let attempt = 0;
  function bring<T>(name: keyof typeof __LATER__): Promise<T> {
    // browsers remember a module that failed: another try needs another address
    const again = attempt > 0 ? `?${attempt}` : "";
    const coming: Promise<T> = import(/* @vite-ignore */ `${settings.origin}/widget/${__LATER__[name]}${again}`);
    coming.catch(() => attempt++);
    return coming;
  }
  const widget = createWidget({
    settings,
    words,
    emit,
    loadLink: () => bring("live"),
    loadDevice: () => bring("device"),
    async loadPart(name) {
      const { take, css, View } = await bring<PartModule>(name);
      take(kit);
      adopt(css);
      return View;
    },
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

import type { format as formatDate } from "../strings/words.ts";
import type { useWidget as useStore } from "../ui/context.ts";
import type { Icon as IconView } from "../ui/Icon.tsx";
import type { Optional as OptionalView } from "../ui/Optional.tsx";
import type { OutLink as OutLinkView } from "../ui/OutLink.tsx";

/**
 * What the panel lends the parts that are loaded later. The build puts this file in the place of those modules, so a
 * part brings no library and no second store with it, and does not care which language's panel it belongs to.
 */
export type Kit = {
  h: typeof import("preact").h;
  Fragment: typeof import("preact").Fragment;
  useEffect: typeof import("preact/hooks").useEffect;
  useRef: typeof import("preact/hooks").useRef;
  useState: typeof import("preact/hooks").useState;
  format: typeof formatDate;
  useWidget: typeof useStore;
  Icon: typeof IconView;
  Optional: typeof OptionalView;
  OutLink: typeof OutLinkView;
};

export let h: Kit["h"];
export let Fragment: Kit["Fragment"];
export let useEffect: Kit["useEffect"];
export let useRef: Kit["useRef"];
export let useState: Kit["useState"];
export let format: Kit["format"];
export let useWidget: Kit["useWidget"];
export let Icon: Kit["Icon"];
export let Optional: Kit["Optional"];
export let OutLink: Kit["OutLink"];

/** Takes what the panel lends; called before anything of the part is drawn. */
export function take(kit: Kit): void {
  ({ h, Fragment, useEffect, useRef, useState, format, useWidget, Icon, Optional, OutLink } = kit);
}

import type { Handover } from "./contract.ts";
import { mountPanel } from "./panel.tsx";
import { en as words } from "./strings/en.ts";

export { words };

/** The panel in English. */
export const mount = (handover: Handover) => mountPanel(handover, words);

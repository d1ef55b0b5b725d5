import type { Handover } from "./contract.ts";
import { mountPanel } from "./panel.tsx";
import { ja as words } from "./strings/ja.ts";

export { words };

/** The panel in Japanese. */
export const mount = (handover: Handover) => mountPanel(handover, words);

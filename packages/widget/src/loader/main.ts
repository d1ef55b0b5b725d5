import type { Lang, PanelModule } from "../contract.ts";
import { settingsOf } from "./settings.ts";
import { start } from "./start.ts";

// put in by the build
declare const __PANELS__: Record<Lang, string>;
declare const __LAUNCHER_TOKENS__: string;

const script = document.currentScript;
const settings = script instanceof HTMLScriptElement ? settingsOf(script) : undefined;
// a second tag, or one that a page swap runs again, does nothing
if (settings && !window.Kotae?.destroy) {
  let attempt = 0;
  start(settings, __LAUNCHER_TOKENS__, (lang) => {
    // browsers remember a module that failed: another try needs another address
    const again = attempt > 0 ? `?${attempt}` : "";
    const coming: Promise<PanelModule> = import(
      /* @vite-ignore */ `${settings.origin}/widget/${__PANELS__[lang]}${again}`
    );
    coming.catch(() => attempt++);
    return coming;
  });
}

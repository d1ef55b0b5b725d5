import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { type Formats, formatsOf, type Language, languages, type Words, wordsOf } from "../strings/index.ts";

export type Theme = "auto" | "light" | "dark";

/** What the person chose for this device: the language and the colours. */
export type Preferences = {
  language: ReadonlySignal<Language>;
  theme: ReadonlySignal<Theme>;
  words: ReadonlySignal<Words>;
  formats: ReadonlySignal<Formats>;
  setLanguage(language: Language): void;
  setTheme(theme: Theme): void;
};

const themes: readonly string[] = ["auto", "light", "dark"];

/** Preferences kept in `storage`; without one, the browser's language and the system's colours. */
export function openPreferences(storage: Storage, browserLanguages: readonly string[]): Preferences {
  const kept = readKept(storage);
  const spoken = browserLanguages.map((tag) => tag.slice(0, 2)).find((tag) => languages.includes(tag as Language));
  const language = signal<Language>(kept.language ?? (spoken as Language | undefined) ?? "en");
  const theme = signal<Theme>(kept.theme ?? "auto");
  const keep = () => {
    try {
      storage.setItem("kotae.preferences", JSON.stringify({ language: language.peek(), theme: theme.peek() }));
    } catch {
      // a full or forbidden storage only means the choice ends with the tab
    }
  };
  return {
    language,
    theme,
    words: computed(() => wordsOf(language.value)),
    formats: computed(() => formatsOf(language.value)),
    setLanguage(next) {
      language.value = next;
      keep();
    },
    setTheme(next) {
      theme.value = next;
      keep();
    },
  };
}

function readKept(storage: Storage): { language?: Language; theme?: Theme } {
  try {
    const kept = JSON.parse(storage.getItem("kotae.preferences") ?? "{}") as Record<string, unknown>;
    return {
      ...(languages.includes(kept.language as Language) ? { language: kept.language as Language } : {}),
      ...(themes.includes(String(kept.theme)) ? { theme: kept.theme as Theme } : {}),
    };
  } catch {
    return {};
  }
}

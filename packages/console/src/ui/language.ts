import type { ReadonlySignal } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { en, type Formats, formatsOf, type Language, type Words } from "../strings/index.ts";

/** What speaks to the person: words, formats and the present moment. */
export type Speech = {
  words: ReadonlySignal<Words>;
  formats: ReadonlySignal<Formats>;
  language: ReadonlySignal<Language>;
  /** Epoch milliseconds. */
  now: ReadonlySignal<number>;
};

const fixed = <T>(value: T) => ({ value, peek: () => value }) as ReadonlySignal<T>;

/** The speech around a component; English where nothing was provided. */
export const SpeechContext = createContext<Speech>({
  words: fixed(en),
  formats: fixed(formatsOf("en")),
  language: fixed<Language>("en"),
  now: fixed(0),
});

/** Words `t`, formats `f`, the language and the present moment of the console. */
export function useSpeech(): { t: Words; f: Formats; language: Language; now: number } {
  const speech = useContext(SpeechContext);
  return {
    t: speech.words.value,
    f: speech.formats.value,
    language: speech.language.value,
    now: speech.now.value,
  };
}

/**
 * The language a piece of text is most likely in, for its `lang`: kana is Japanese, and letters alone are not.
 *
 * Fonts, line breaks and a screen reader's voice hang on it; `likely` is what the conversation is known to be in.
 */
export function languageOf(text: string, likely: string): string {
  if (/[\u3040-\u30ff]/.test(text)) return "ja";
  if (/\p{Script=Han}/u.test(text)) return /^(ja|zh|ko)/.test(likely) ? likely : "ja";
  return /^(ja|zh|ko)/.test(likely) && /\p{Script=Latin}/u.test(text) ? "en" : likely;
}

import { type SiteWords, siteWords } from "../../strings/sites.ts";
import { useSpeech } from "../../ui/language.ts";

/** The console's words and formats, with those of sites and departments as `s`. */
export function useSiteWords(): ReturnType<typeof useSpeech> & { s: SiteWords } {
  const speech = useSpeech();
  return { ...speech, s: siteWords[speech.language] };
}

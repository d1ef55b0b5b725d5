import { type ReportWords, reportWords } from "../../strings/reports.ts";
import { useSpeech } from "../../ui/language.ts";

/** The console's words and formats, with those of the reports as `r`. */
export function useReportWords(): ReturnType<typeof useSpeech> & { r: ReportWords } {
  const speech = useSpeech();
  return { ...speech, r: reportWords[speech.language] };
}

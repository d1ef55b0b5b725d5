export { noteFormVisit } from "./forms.ts";
export { draftGap, draftSource, gapsByIds, getGap, listGaps, updateGap } from "./gaps/gaps.ts";
export { mergeGap, moveQuestions, undoChange } from "./gaps/hand/hand.ts";
export { createGapKeeper, type GapKeeper } from "./gaps/keeper.ts";
export { writeDraft } from "./gaps/write.ts";
export { report, reportCsv } from "./reports.ts";
export { outcomeRules } from "./rules.ts";
export { createSearchLog, type SearchLog, searchedHere } from "./search-log.ts";

export { noteFormVisit } from "./forms.ts";
export { draftGap, draftSource, getGap, listGaps, updateGap } from "./gaps/gaps.ts";
export { createGapKeeper, type GapKeeper } from "./gaps/keeper.ts";
export { writeDraft } from "./gaps/write.ts";
export { report, reportCsv } from "./reports.ts";
export { outcomeRules } from "./rules.ts";
export { createSearchLog, type SearchLog } from "./search-log.ts";

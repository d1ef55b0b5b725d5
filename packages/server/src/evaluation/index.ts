export { type Calibration, calibrate, judgedByVisitors, judgedGolden } from "./calibrate.ts";
export { type Ask, askAssistant, evaluate, findInArticles, langOf } from "./evaluate.ts";
export { fromReviews, type Golden, readArticles, readQuestions } from "./golden.ts";
export { type Figures, figuresBy, figuresOf, type Judged } from "./metrics.ts";

import type { Handlers } from "../context.ts";
import { notBuilt } from "./not-built.ts";

type Names = "listQuestions" | "getQuestion" | "reviewQuestion";

export const questionsHandlers: Pick<Handlers, Names> = {
  listQuestions: notBuilt,
  getQuestion: notBuilt,
  reviewQuestion: notBuilt,
};

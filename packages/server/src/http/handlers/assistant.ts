import type { Handlers } from "../context.ts";
import { notBuilt } from "./not-built.ts";

type Names = "getAssistant" | "updateAssistant" | "previewAnswer" | "whatIf";

export const assistantHandlers: Pick<Handlers, Names> = {
  getAssistant: notBuilt,
  updateAssistant: notBuilt,
  previewAnswer: notBuilt,
  whatIf: notBuilt,
};

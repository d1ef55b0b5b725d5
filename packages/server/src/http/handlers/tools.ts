import type { Handlers } from "../context.ts";
import { notBuilt } from "./not-built.ts";

type Names =
  | "listTools"
  | "getTool"
  | "createTool"
  | "updateTool"
  | "deleteTool"
  | "tryTool"
  | "listToolRuns"
  | "startToolRun"
  | "confirmToolRun";

export const toolsHandlers: Pick<Handlers, Names> = {
  listTools: notBuilt,
  getTool: notBuilt,
  createTool: notBuilt,
  updateTool: notBuilt,
  deleteTool: notBuilt,
  tryTool: notBuilt,
  listToolRuns: notBuilt,
  startToolRun: notBuilt,
  confirmToolRun: notBuilt,
};

import type { Handlers } from "../context.ts";
import { notBuilt } from "./not-built.ts";

type Names = "getReport" | "recordDeflection";

export const reportsHandlers: Pick<Handlers, Names> = {
  getReport: notBuilt,
  recordDeflection: notBuilt,
};

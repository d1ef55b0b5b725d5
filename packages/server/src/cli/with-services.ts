import { pino } from "pino";
import { type Config, readConfig } from "../config.ts";
import { type Runtime, startServices } from "../runtime.ts";

/** Runs a command on the services, without listening anywhere, and puts them away again. */
export async function withServices<T>(run: (runtime: Runtime, config: Config) => Promise<T>): Promise<T> {
  const config = readConfig(process.env);
  // what a command prints is read by programs, too
  const runtime = await startServices(config, pino({ level: "warn", base: null }, pino.destination(2)));
  try {
    return await run(runtime, config);
  } finally {
    await runtime.close();
  }
}

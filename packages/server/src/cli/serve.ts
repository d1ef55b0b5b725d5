import { readConfig } from "../config.ts";
import { start } from "../main.ts";
import { untilStopped } from "./until-stopped.ts";

/** Runs the server until it is told to stop. */
export async function serve(): Promise<number> {
  const running = await start(readConfig(process.env));
  console.log(`Kotae listens on ${running.url}`);
  if (running.runtime.siteKey() === undefined) console.log("There is no site yet: run `kotae init --name <site>`.");
  return untilStopped(running);
}

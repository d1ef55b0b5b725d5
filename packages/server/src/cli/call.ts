import { closeSync, openSync, readFileSync } from "node:fs";
import { type ParseArgsConfig, parseArgs } from "node:util";
import { KotaeError } from "@kotae/sdk/errors";

/** How a command ended: it did what it was asked, it did not, or it was asked for something it cannot do. */
export const exits = { done: 0, failed: 1, wrongCall: 2 } as const;

/** What is wrong with the call itself or its settings, so that the same call will never do anything. */
const wrong = new Set(["invalid_input", "invalid_json", "not_found"]);

/** The exit code for an error that ended a command. */
export const exitOf = (error: KotaeError): number => (wrong.has(error.code) ? exits.wrongCall : exits.failed);

/** Reads a command's options; throws `invalid_input` with its usage for one it does not have. */
export function readCall<T extends ParseArgsConfig>(usage: string, config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new KotaeError("invalid_input", said, { hint: usage, cause });
  }
}

/** The text of a file that was named; throws `not_found` or `invalid_input` where it cannot be had. */
export function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    throw unusable(path, "read", cause);
  }
}

/** Throws `invalid_input` where a file cannot be written; what is in it stays. */
export function checkWritable(path: string): void {
  try {
    closeSync(openSync(path, "a"));
  } catch (cause) {
    throw unusable(path, "written", cause);
  }
}

function unusable(path: string, what: "read" | "written", cause: unknown): KotaeError {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  if (code === "ENOENT" && what === "read") return new KotaeError("not_found", `There is no file ${path}.`, { cause });
  const why =
    { ENOENT: "its folder is not there", EISDIR: "it is a folder", EACCES: "that is not allowed" }[code] ?? code;
  return new KotaeError("invalid_input", `${path} cannot be ${what}: ${why}.`, { cause });
}

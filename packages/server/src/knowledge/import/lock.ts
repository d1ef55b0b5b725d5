import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { KotaeError } from "@kotae/sdk/errors";

/** Whoever holds a lock says so that often, and who has not said it for that long is gone. */
const beatMillis = 5_000;
const goneMillis = 30_000;

/**
 * Runs something while nobody else does, in any process that shares the file; throws `conflict` where somebody does.
 *
 * A process that was killed does not keep others out: its lock is taken over, at once on its own machine.
 */
export async function withLock<T>(file: string, run: () => Promise<T>): Promise<T> {
  await mkdir(dirname(file), { recursive: true });
  const own = JSON.stringify({ host: hostname(), pid: process.pid, id: randomUUID() });
  if (!(await take(file, own))) {
    throw new KotaeError("conflict", "Another import of the same source is running.", {
      hint: "Let it finish, then run this one again.",
    });
  }
  const beat = setInterval(() => void utimes(file, new Date(), new Date()).catch(() => undefined), beatMillis);
  beat.unref();
  try {
    return await run();
  } finally {
    clearInterval(beat);
    // after a pause of this whole machine it may be somebody else's by now
    if ((await readFile(file, "utf8").catch(() => "")) === own) await rm(file, { force: true });
  }
}

async function take(file: string, own: string): Promise<boolean> {
  if (await create(file, own)) return true;
  const held = await readFile(file, "utf8").catch(() => undefined);
  if (held !== undefined && !(await isGone(file, held))) return false;
  const aside = `${file}.${randomUUID()}`;
  await rename(file, aside).catch(() => undefined);
  const taken = await readFile(aside, "utf8").catch(() => undefined);
  // somebody else took it over first: what was moved is theirs
  if (taken !== undefined && taken !== held) {
    await rename(aside, file);
    return false;
  }
  await rm(aside, { force: true });
  return create(file, own);
}

async function create(file: string, own: string): Promise<boolean> {
  try {
    await writeFile(file, own, { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

async function isGone(file: string, held: string): Promise<boolean> {
  const said = (await stat(file).catch(() => undefined))?.mtimeMs ?? 0;
  if (Date.now() - said > goneMillis) return true;
  try {
    const { host, pid } = JSON.parse(held) as { host: string; pid: number };
    if (host !== hostname() || pid === process.pid) return false;
    process.kill(pid, 0);
    return false;
  } catch (error) {
    // not written to the end yet, or no such process
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}

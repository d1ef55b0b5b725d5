import { KotaeError } from "@kotae/sdk/errors";
import type { ImportProgress, ImportResult } from "../knowledge/index.ts";
import { createGet } from "../tools/index.ts";
import { exits, readCall } from "./call.ts";
import { durationOf, follow, importOnce, keepTurn, type Turn } from "./follow.ts";
import { bar, type Output } from "./progress.ts";
import { type Source, sourceOf, sourcesFolder } from "./sources.ts";
import { withServices } from "./with-services.ts";

const usage = `Usage: kotae import <folder|file> [--every 10m]
       kotae import <git address or repository> [--branch <name>] [--path docs] [--every 10m]
       kotae import <http address of a page or a sitemap> [--pages 500] [--every 1h] [--allow-private]

Takes in Markdown, HTML (also a site that wget or HTTrack saved), CSV and JSONL, and JSON exports of Zendesk Guide and
Intercom; run again, it changes only what changed, and removes what is gone there.

A git address ends in .git, begins with git@, ssh: or git:, or is a repository's page at GitHub, GitLab, Bitbucket or
Codeberg; --git says so of any other. --branch is a branch or tag,
--path a folder or file in it. --every does it again and again until it is stopped: what fails is told, changes
nothing, and is tried again the next time. --allow-private lets pages be read from machines of this network.

Exits with 1 where nothing could be read, and with 2 where the call is wrong.
`;

const phases = { reading: "Reading", storing: "Storing", linking: "Linking" };

/** `import <source>`: takes in articles and prints what became of them; 1 where nothing could be read at all. */
export async function runImport(args: string[], out: Output = process.stdout): Promise<number> {
  if (args.includes("--help")) {
    out.write(usage);
    return exits.done;
  }
  const { values, positionals } = parse(args);
  const [target, ...rest] = positionals;
  if (target === undefined || target === "" || rest.length > 0) {
    out.write(usage);
    return exits.wrongCall;
  }
  const everyMillis = values.every === undefined ? undefined : durationOf(values.every);
  const pages = values.pages === undefined ? undefined : Number(values.pages);
  if (pages !== undefined && !(Number.isSafeInteger(pages) && pages > 0)) {
    throw new KotaeError("invalid_input", "--pages must be a number of pages.");
  }
  return withServices(async ({ services }, { dataDir }) => {
    const progress = showProgress(out);
    const source = sourceOf(
      target,
      { ...values, pages },
      {
        dataDir,
        env: process.env,
        read: createGet({ allowPrivate: values["allow-private"] ?? false }),
        onPages: (done, total) => progress.show({ phase: "reading", done, total }),
      },
    );
    const { storage, files, act } = services;
    const folder = sourcesFolder(dataDir);
    const stop = new AbortController();
    const take = (known?: string) =>
      importOnce({ storage, files, act }, source, target, {
        ...{ folder, signal: stop.signal, known },
        onProgress: progress.show,
      }).finally(progress.end);
    if (everyMillis !== undefined) {
      await stoppable(stop, () => followAloud(take, { source, target, folder, everyMillis, signal: stop.signal, out }));
      return exits.done;
    }
    const { version, result } = await stoppable(stop, take);
    if (version !== undefined) out.write(`  Commit    ${version.slice(0, 10)}\n`);
    if (!result) return exits.done;
    out.write(summary(result));
    return hasRead(result) ? exits.done : exits.failed;
  });
}

const parse = (args: string[]) =>
  readCall(usage, {
    args,
    allowPositionals: true,
    options: {
      branch: { type: "string" },
      path: { type: "string" },
      git: { type: "boolean" },
      every: { type: "string" },
      pages: { type: "string" },
      "allow-private": { type: "boolean" },
    },
  });

/** Runs something that the first signal asks to stop; a second one means now. */
async function stoppable<T>(stop: AbortController, run: () => Promise<T>): Promise<T> {
  const onSignal = () => {
    if (stop.signal.aborted) process.exit(exits.failed);
    stop.abort();
  };
  process.on("SIGTERM", onSignal).on("SIGINT", onSignal);
  try {
    return await run();
  } finally {
    process.off("SIGTERM", onSignal).off("SIGINT", onSignal);
  }
}

type Aloud = { source: Source; target: string; folder: string; everyMillis: number; signal: AbortSignal; out: Output };

/** Follows a source, tells of every turn with something to tell, and keeps the last one. */
function followAloud(
  take: (known: string | undefined) => Promise<Turn>,
  { source, target, folder, everyMillis, signal, out }: Aloud,
): Promise<void> {
  let before = "";
  return follow(take, {
    ...{ everyMillis, signal },
    now: Date.now,
    async onTurn(turn, millis) {
      const at = new Date(millis).toISOString();
      const error = turn instanceof Error ? turn : undefined;
      const { version, result } = turn instanceof Error ? {} : turn;
      const hint = KotaeError.is(error) && error.hint ? `\n  ${error.hint}` : "";
      const said = error ? `  ${error.message}${hint}\n` : result ? summary(result) : before;
      const hasChanged = result !== undefined && result.added + result.changed + result.removed > 0;
      // what is skipped every time need not be read every time
      const news = said === before && !hasChanged ? "  Nothing new.\n" : said;
      out.write(`${at}${version === undefined ? "" : `  commit ${version.slice(0, 10)}`}\n${news}`);
      before = said;
      // somebody else's turn tells of itself
      if (KotaeError.is(error) && error.code === "conflict") return;
      if (!error && !result) return;
      const skipped = result?.skipped.length ?? 0;
      await keepTurn(folder, { source: source.name ?? target, at, version, skipped, error: error?.message ?? null });
    },
  });
}

const hasRead = ({ added, changed, unchanged }: ImportResult) => added + changed + unchanged > 0;

/** One line that redraws itself on a terminal, a line for each phase elsewhere. */
export function showProgress(out: Output): { show(progress: ImportProgress): void; end(): void } {
  let shown = "";
  return {
    show({ phase, done, total }) {
      if (!out.isTTY) {
        if (shown !== phase) out.write(`${phases[phase]} …\n`);
        shown = phase;
        return;
      }
      const line = `${phases[phase].padEnd(8)} ${bar(done, total, out.columns)} ${done} of ${total}`;
      if (line !== shown) out.write(`\r\u001b[2K${line}`);
      shown = line;
    },
    end() {
      if (out.isTTY && shown !== "") out.write("\r\u001b[2K");
    },
  };
}

const listed = 50;

/** What an import did, as a table, with the reason for everything it skipped. */
export function summary({ added, changed, unchanged, removed, skipped, broken, notes }: ImportResult): string {
  const rows = Object.entries({
    Added: added,
    Changed: changed,
    Unchanged: unchanged,
    Removed: removed,
    Skipped: skipped.length,
  });
  const lines = rows.map(([name, count]) => `  ${name.padEnd(10)}${String(count).padStart(7)}`);
  const list = (title: string, items: string[]) =>
    items.length === 0
      ? []
      : [
          "",
          title,
          ...items.slice(0, listed),
          ...(items.length > listed ? [`  … and ${items.length - listed} more`] : []),
        ];
  return `${[
    ...lines,
    ...(added + changed + unchanged === 0 ? ["", "Nothing could be read, so nothing was changed."] : []),
    ...list(
      "Skipped:",
      skipped.map(({ path, reason }) => `  ${path === "" ? "" : `${path} `}${reason}`),
    ),
    ...list("Links that lead nowhere (their words stay):", [
      ...new Set(broken.map(({ path, href }) => `  ${path} -> ${readable(href)}`)),
    ]),
    ...list(
      "Images that cannot be shown (their words stay):",
      notes.map(({ path, reason }) => `  ${path} ${reason}`),
    ),
  ].join("\n")}\n`;
}

/** An address as a person wrote it, short enough for one line. */
function readable(href: string): string {
  let text = href;
  try {
    text = decodeURI(href);
  } catch {
    // not every address was ever encoded: it stands as it is
  }
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

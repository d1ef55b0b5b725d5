import { type ImportProgress, type ImportResult, importFrom } from "../knowledge/index.ts";
import { bar, type Output } from "./progress.ts";
import { withServices } from "./with-services.ts";

const phases = { reading: "Reading", storing: "Storing", linking: "Linking" };

/** `import <folder|file>`: takes in articles and prints what became of them; 1 where nothing could be read at all. */
export async function runImport(args: string[], out: Output = process.stdout): Promise<number> {
  const [path, ...rest] = args;
  if (path === undefined || path.startsWith("-") || rest.length > 0) {
    out.write(
      "Usage: kotae import <folder|file>\n\nTakes in Markdown, HTML (also a site that wget or HTTrack saved), CSV and JSONL, and JSON exports\nof Zendesk Guide and Intercom; run again, it changes only what changed.\n",
    );
    return 2;
  }
  if (/^https?:/i.test(path)) {
    out.write("Kotae imports from folders and files. Download the pages first, then give the folder.\n");
    return 1;
  }
  return withServices(async ({ services }) => {
    const progress = showProgress(out);
    const { storage, files, act } = services;
    const result = await importFrom({ storage, files, act }, path, { onProgress: progress.show }).finally(progress.end);
    out.write(summary(result));
    return result.added + result.changed + result.unchanged === 0 ? 1 : 0;
  });
}

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
      skipped.map(({ path, reason }) => `  ${path} ${reason}`),
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

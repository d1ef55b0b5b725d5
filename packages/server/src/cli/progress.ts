/** Where a command writes; a terminal gets a line that redraws itself. */
export type Output = { write(text: string): unknown; isTTY?: boolean | undefined; columns?: number | undefined };

/** A line that shows how far something is; elsewhere than on a terminal it says once what has begun. */
export function progressLine(out: Output, name: string, total: number): { show(done: number): void; end(): void } {
  let shown = "";
  const draw = (text: string) => {
    if (text !== shown) out.write(`\r\u001b[2K${text}`);
    shown = text;
  };
  if (!out.isTTY) out.write(`${name} …\n`);
  return {
    show(done) {
      if (out.isTTY) draw(`${name.padEnd(8)} ${bar(done, total, out.columns)} ${done} of ${total}`);
    },
    end() {
      if (shown !== "") out.write("\r\u001b[2K");
    },
  };
}

/** A bar of ten to thirty cells, as wide as the terminal allows. */
export function bar(done: number, total: number, columns = 80): string {
  const width = Math.max(10, Math.min(30, columns - 40));
  const filled = total === 0 ? width : Math.round((done / total) * width);
  return "█".repeat(filled) + "░".repeat(width - filled);
}

import { existsSync } from "node:fs";
import axe from "axe-core";
import { type Browser, chromium, type Page } from "playwright-core";

const installed = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
];

/** A real Chromium: the one named in `CHROMIUM_PATH`, an installed one, or the one npm ships. */
export async function launchBrowser(): Promise<Browser> {
  const found = process.env.CHROMIUM_PATH ?? installed.find((path) => existsSync(path));
  const args = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
  if (found) return chromium.launch({ executablePath: found, args });
  const { default: shipped } = await import("@sparticuz/chromium");
  return chromium.launch({ executablePath: await shipped.executablePath(), args: [...shipped.args, ...args] });
}

/** Everything axe finds on the page as it stands, shadow roots included; a line each, so that a failure can be read. */
export async function axeFindings(page: Page): Promise<string[]> {
  const isThere = await page.evaluate("typeof axe === 'object'");
  if (!isThere) await page.evaluate(axe.source);
  const results = await page.evaluate<{
    violations: { id: string; nodes: { target: unknown; failureSummary?: string }[] }[];
  }>(
    "axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => ({ violations: violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ target, failureSummary }) => ({ target, failureSummary })) })) }))",
  );
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${JSON.stringify(target)} ${failureSummary ?? ""}`),
  );
}

import { cpus } from "node:os";

/** Every measure, by the name it can be asked for with: `npm run bench -- messages`. */
const benches: Record<string, () => Promise<{ bench(): Promise<void> }>> = {
  messages: () => import("./messages.ts"),
  sockets: () => import("./sockets.ts"),
  sizes: () => import("./sizes.ts"),
  search: () => import("./search.ts"),
  precision: () => import("./precision.ts"),
  device: () => import("./device.ts"),
  triage: () => import("./triage.ts"),
  "search-load": () => import("./search-load.ts"),
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(", ")}; there are ${Object.keys(benches).join(", ")}.`);
  process.exit(2);
}
console.log(
  `Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model ?? "unknown processor"}. Compare ratios of one run, not times of two.`,
);
for (const [name, load] of Object.entries(benches)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  console.log(`\n== ${name}`);
  await (await load()).bench();
}
process.exit(0);

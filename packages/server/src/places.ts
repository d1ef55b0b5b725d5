import { fileURLToPath } from "node:url";

// this file and the bundle it ends up in lie equally deep, so that both find the same folder
const root = new URL("../../../", import.meta.url);
const at = (path: string) => fileURLToPath(new URL(path, root));

/** Where the built browser apps and the shipped content lie. */
export const places = {
  widget: at("packages/widget/dist"),
  console: at("packages/console/dist"),
  demoSite: at("examples/demo-site"),
  contactForm: at("examples/contact-form"),
  help: at("docs/help"),
};

/** The thread that searches: a module of the source, or a file beside the bundle. */
export const indexWorker = import.meta.url.endsWith(".ts")
  ? new URL("knowledge/index-worker.ts", import.meta.url)
  : new URL("index-worker.js", import.meta.url);

import { randomUUID } from "node:crypto";
import { parseArgs } from "node:util";
import type { Act } from "../act.ts";
import { insertSite, newSecret } from "../identity/index.ts";
import { withServices } from "./with-services.ts";

/** Creates a site and prints what its owner needs: the script tag and the secret that signs identities. */
export async function init(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { name: { type: "string" }, lang: { type: "string" }, accent: { type: "string" } },
  });
  if (!values.name?.trim()) {
    console.error('A site needs a name: kotae init --name "Your site"');
    return 2;
  }
  if (values.accent !== undefined && !/^#[\da-f]{6}$/i.test(values.accent)) {
    console.error("--accent must be a colour such as #3b4a9f");
    return 2;
  }
  const draft = { name: values.name.trim(), locale: values.lang === "ja" ? "ja" : "en", accent: values.accent ?? null };
  return withServices(async ({ services }, config) => {
    const site = await services.act((act) => createSite(act, draft));
    console.log(`Site “${site.name}” is ready. Paste this before </body> on every page:

  <script src="${config.publicUrl}/kotae.js" data-site="${site.key}" async></script>

Identity secret (keep it on your server; it signs who your visitors are):

  ${site.identity_secret}

Next: kotae agent add you@example.com --role admin`);
    return 0;
  });
}

/** Stores a new site under a key nobody can guess from another. */
export async function createSite(act: Act, draft: { name: string; locale: string; accent: string | null }) {
  const site = { id: act.newId(), key: randomUUID(), identity_secret: newSecret(), created_at: act.now, ...draft };
  await insertSite(act.db, site);
  return site;
}

import { createSite } from "../identity/index.ts";
import { exits, readCall } from "./call.ts";
import { withServices } from "./with-services.ts";

const usage = 'Usage: kotae init --name "Your site" [--lang en|ja] [--accent #3b4a9f]';

/** Creates a site and prints what its owner needs: the script tag and the secret that signs identities. */
export async function init(args: string[]): Promise<number> {
  const { values } = readCall(usage, {
    args,
    options: { name: { type: "string" }, lang: { type: "string" }, accent: { type: "string" } },
  });
  if (!values.name?.trim()) {
    console.error('A site needs a name: kotae init --name "Your site"');
    return exits.wrongCall;
  }
  if (values.accent !== undefined && !/^#[\da-f]{6}$/i.test(values.accent)) {
    console.error("--accent must be a colour such as #3b4a9f");
    return exits.wrongCall;
  }
  const locale = values.lang === "ja" ? ("ja" as const) : ("en" as const);
  const draft = { name: values.name.trim(), locale, accent: values.accent ?? null };
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

export { createSite };

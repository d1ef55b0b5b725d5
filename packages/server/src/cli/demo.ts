import { readConfig } from "../config.ts";
import {
  addAgent,
  createSite,
  hashPassword,
  isPassword,
  listAgents,
  listSites,
  resetPassword,
} from "../identity/index.ts";
import { importFrom } from "../knowledge/index.ts";
import { type Running, start } from "../main.ts";
import { places } from "../places.ts";
import { newPassword } from "./agent.ts";
import { demoShop, seedTools } from "./demo-tools.ts";
import { untilStopped } from "./until-stopped.ts";

const people = [
  { email: "admin@demo.kotae.test", name: "Sakura Mori", role: "admin" },
  { email: "agent1@demo.kotae.test", name: "Aiko Tanaka", role: "agent" },
  { email: "agent2@demo.kotae.test", name: "Kenji Sato", role: "agent" },
] as const;

/**
 * Runs the server with a site, three agents and Kotae's own help, made at the first start and kept afterwards.
 *
 * Binds loopback only, whatever `KOTAE_HOST` says: its logins are known to everybody who reads this file.
 */
export async function demo(): Promise<number> {
  const config = readConfig({ ...process.env, KOTAE_HOST: "127.0.0.1", KOTAE_LOG: process.env.KOTAE_LOG ?? "warn" });
  const running = await start(config, demoShop);
  const { services, refreshSites } = running.runtime;
  if ((await listSites(services.storage.db)).length === 0) {
    await services.act((act) => createSite(act, { name: "Kotae", locale: "en", accent: null }));
    await refreshSites();
  }
  const passwords = await seedPeople(running, config.demoPassword);
  await seedTools(running);
  await importFrom(services, places.help);
  await services.searcher.settled();
  console.log(greeting(running.url, passwords));
  return untilStopped(running);
}

/**
 * Adds whoever is missing and gives the passwords that can be shown: they are stored as hashes, so only new ones, and
 * the one from the settings, which everybody has from then on.
 */
async function seedPeople({ runtime }: Running, fixed: string | undefined): Promise<Map<string, string>> {
  const { services } = runtime;
  const known = new Map((await listAgents(services.storage.db)).map((row) => [row.email, row.password_hash]));
  const passwords = new Map<string, string>();
  for (const { email, name, role } of people) {
    const before = known.get(email);
    if (before !== undefined && fixed === undefined) continue;
    const password = fixed ?? newPassword();
    passwords.set(email, password);
    if (await isPassword(password, before)) continue;
    const passwordHash = await hashPassword(password);
    await services.act((act) =>
      before === undefined
        ? addAgent(act, { email, name, role, passwordHash })
        : resetPassword(act, email, passwordHash),
    );
  }
  return passwords;
}

function greeting(url: string, passwords: Map<string, string>): string {
  const logins = people.map(
    ({ email }) => `    ${email.padEnd(26)}${passwords.get(email) ?? "(the password printed at the first start)"}`,
  );
  return `
  Kotae is running.

    Demo site     ${url}/demo/      日本語  ${url}/demo/ja/
    Console       ${url}/console/
    Help centre   ${url}/help/

  Logins
${logins.join("\n")}
${passwords.size < people.length ? "\n    Forgotten? npm run kotae -- agent add <email> prints a new one.\n" : ""}
  Stop with Ctrl+C. The data stays, and the next start goes on with it.
`;
}

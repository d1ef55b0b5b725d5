import { listSites } from "../identity/index.ts";
import type { OutcomeRules } from "../questions/index.ts";
import { assistantSettings } from "../settings/index.ts";
import type { Db } from "../storage/index.ts";

/** How long silence and coming back are waited for, on each site. */
export async function outcomeRules(db: Db): Promise<(siteId: string) => OutcomeRules> {
  const bySite = new Map<string, OutcomeRules>();
  for (const { id } of await listSites(db)) bySite.set(id, await assistantSettings(db, id));
  const everywhere = await assistantSettings(db);
  return (siteId) => bySite.get(siteId) ?? everywhere;
}

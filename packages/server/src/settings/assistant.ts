import { KotaeError } from "@kotae/sdk/errors";
import { type AssistantSettings, type Parsed, assistantSettings as shape } from "@kotae/sdk/schema";
import type { Act } from "../act.ts";
import { listSites } from "../identity/index.ts";
import type { Db } from "../storage/index.ts";
import * as store from "./store.ts";

/** What holds until somebody decides otherwise. */
export const assistantDefaults: AssistantSettings = {
  enabled: true,
  wrongAtMost: 0.2,
  clarify: true,
  generate: true,
  holdOut: 0,
  returnDays: 7,
  assumeHours: 24,
  turnsAtMost: 20,
  dayTurns: 0,
  conversationTokens: 50_000,
  conversationCost: 0,
  dayTokens: 2_000_000,
  dayCost: 0,
  inputPrice: 0,
  outputPrice: 0,
  stallSeconds: 4,
};

type Name = keyof AssistantSettings;

const prefix = "assistant.";
const names = Object.keys(assistantDefaults) as Name[];
/** The scope of what holds everywhere. */
const everywhere = "";

/** The assistant's settings: the defaults, then what was decided for all sites, then what this site changes. */
export async function assistantSettings(db: Db, siteId?: string): Promise<AssistantSettings> {
  return (await settingsOf(db, siteId)).settings;
}

/** The settings of a site, which of them are its own, and what it shares with the others. */
export type SettingsOf = { settings: AssistantSettings; own: Name[]; shared: AssistantSettings };

/** The same with the names of those that are the site's own, and what holds without these; none where no site is named. */
export async function settingsOf(db: Db, siteId?: string): Promise<SettingsOf> {
  const rows = await store.read(db, siteId === undefined ? [everywhere] : [everywhere, siteId], prefix);
  const shared = changed(assistantDefaults, rows, everywhere);
  if (siteId === undefined) return { settings: shared.settings, own: [], shared: shared.settings };
  const site = changed(shared.settings, rows, siteId);
  return { settings: site.settings, own: site.changed, shared: shared.settings };
}

/** The settings with what one scope changes of them. */
function changed(
  before: AssistantSettings,
  rows: Awaited<ReturnType<typeof store.read>>,
  scope: string,
): { settings: AssistantSettings; changed: Name[] } {
  const settings: Record<Name, AssistantSettings[Name]> = { ...before };
  const found: Name[] = [];
  for (const name of names) {
    const row = rows.find((each) => each.scope === scope && each.name === prefix + name);
    // what another version wrote and this one cannot read counts as not decided
    const value = row && shape.shape[name].safeParse(parsed(row.value));
    if (!value?.success) continue;
    settings[name] = value.data;
    found.push(name);
  }
  return { settings: settings as AssistantSettings, changed: found };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/**
 * Changes what is given, for one site or for all; null gives a setting back to what holds without it.
 *
 * Who changed it last stays with the value. Throws `not_found` for a site that is not there.
 */
export async function updateAssistantSettings(
  act: Act,
  agentId: string,
  { siteId, settings }: Parsed<"updateAssistant">,
): Promise<void> {
  if (siteId !== undefined && !(await listSites(act.db)).some(({ id }) => id === siteId)) {
    throw new KotaeError("not_found", "There is no such site.");
  }
  const scope = siteId ?? everywhere;
  const given = names.filter((name) => settings[name] !== undefined);
  const dropped = given.filter((name) => settings[name] === null);
  if (dropped.length > 0) {
    await store.remove(
      act.db,
      scope,
      dropped.map((name) => prefix + name),
    );
  }
  for (const name of given) {
    if (settings[name] === null) continue;
    await store.put(act.db, {
      scope,
      name: prefix + name,
      value: JSON.stringify(settings[name]),
      updated_at: act.now,
      updated_by: agentId,
    });
  }
}

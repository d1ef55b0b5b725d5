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
  conversationTokens: 50_000,
  dayTokens: 2_000_000,
  dayCost: 0,
  inputPrice: 0,
  outputPrice: 0,
  stallSeconds: 10,
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

/** The same with the names of those that are the site's own; none where no site is named. */
export async function settingsOf(db: Db, siteId?: string): Promise<{ settings: AssistantSettings; own: Name[] }> {
  const rows = await store.read(db, siteId === undefined ? [everywhere] : [everywhere, siteId], prefix);
  const settings: Record<Name, AssistantSettings[Name]> = { ...assistantDefaults };
  const own: Name[] = [];
  for (const scope of siteId === undefined ? [everywhere] : [everywhere, siteId]) {
    for (const name of names) {
      const row = rows.find((each) => each.scope === scope && each.name === prefix + name);
      // what another version wrote and this one cannot read counts as not decided
      const value = row && shape.shape[name].safeParse(parsed(row.value));
      if (!value?.success) continue;
      settings[name] = value.data;
      if (scope !== everywhere) own.push(name);
    }
  }
  return { settings: settings as AssistantSettings, own };
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

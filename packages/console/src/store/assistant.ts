import type { AssistantSettings, AssistantState, Site, WhatIf } from "@kotae/sdk/schema";
import { computed, createModel, effect, signal } from "@preact/signals";
import { assistantWords } from "../strings/assistant.ts";
import { debounced } from "./clock.ts";
import type { Desk } from "./desk.ts";
import { failureWords, isSessionOver } from "./failure.ts";
import { openReader } from "./reading.ts";

export type SettingName = keyof AssistantSettings;

const whatIfMs = 350;
/** The days whose questions are decided again. */
export const whatIfDays = 30;

/** What the assistant may do, for everybody or for one site, and what another precision would have changed. */
export const AssistantModel = createModel((desk: Desk) => {
  const { client, clock, toasts, words } = desk;
  const siteId = signal("");
  /** What was changed and not saved yet; null gives a site's setting back to the default. */
  const changes = signal<Partial<{ [K in SettingName]: AssistantSettings[K] | null }>>({});
  const isSaving = signal(false);
  const sites = openReader<readonly Site[]>(async () => (await client.listSites()).items);
  const scope = () => (siteId.peek() === "" ? {} : { siteId: siteId.peek() });
  const defaults = signal<AssistantSettings | undefined>(undefined);
  const reader = openReader<AssistantState>(async (called) => {
    const [common, own] = await Promise.all([
      client.getAssistant({}, { signal: called }),
      siteId.peek() === "" ? undefined : client.getAssistant(scope(), { signal: called }),
    ]);
    defaults.value = common.settings;
    return own ?? common;
  });
  const settings = computed<AssistantSettings | undefined>(() => {
    const state = reader.state.value;
    const common = defaults.value;
    if (state.step !== "ready" || !common) return undefined;
    const changed = Object.entries(changes.value).map(([name, value]) => [
      name,
      value === null ? common[name as SettingName] : value,
    ]);
    return { ...state.value.settings, ...Object.fromEntries(changed) };
  });
  const own = computed<ReadonlySet<string>>(() => {
    const state = reader.state.value;
    const names = new Set(state.step === "ready" ? state.value.own : []);
    for (const [name, value] of Object.entries(changes.value)) value === null ? names.delete(name) : names.add(name);
    return names;
  });
  const whatIf = openReader<WhatIf | undefined>(async (called) => {
    const now = settings.peek();
    return now && client.whatIf({ wrongAtMost: now.wrongAtMost, days: whatIfDays, ...scope() }, { signal: called });
  });
  const soon = debounced(clock, whatIfMs, () => void whatIf.load());
  effect(() => () => {
    soon.cancel();
    for (const each of [reader, whatIf, sites]) each.close();
  });

  async function load(): Promise<void> {
    await reader.load();
    void whatIf.load();
  }
  void sites.load();

  return {
    siteId,
    sites,
    reader,
    whatIf,
    settings,
    own,
    isSaving,
    isDirty: computed(() => Object.keys(changes.value).length > 0),
    show(site: string): void {
      siteId.value = site;
      changes.value = {};
      reader.state.value = { step: "loading" };
      void load();
    },
    retry(): void {
      reader.state.value = { step: "loading" };
      void load();
    },
    set<K extends SettingName>(name: K, value: AssistantSettings[K]): void {
      const saved = reader.peek();
      const { [name]: _, ...rest } = changes.peek();
      // back at what is saved is no change; on a site, a value of its own is one even if it says the same
      const isSaved = saved?.settings[name] === value && (siteId.peek() === "" || saved.own.includes(name));
      changes.value = isSaved ? rest : { ...rest, [name]: value };
      if (name === "wrongAtMost") soon.poke();
    },
    /** Gives a site's setting back to the default. */
    inherit(name: SettingName): void {
      const { [name]: _, ...rest } = changes.peek();
      changes.value = reader.peek()?.own.includes(name) ? { ...rest, [name]: null } : rest;
      if (name === "wrongAtMost") soon.poke();
    },
    discard(): void {
      changes.value = {};
      soon.poke();
    },
    async save(): Promise<void> {
      if (isSaving.peek() || Object.keys(changes.peek()).length === 0) return;
      isSaving.value = true;
      const sent = changes.peek();
      try {
        const next = await client.updateAssistant({ ...scope(), settings: sent as Partial<AssistantSettings> });
        if (siteId.peek() === "") defaults.value = next.settings;
        reader.put(next);
        // what was changed while this was on its way is still unsaved
        changes.value = Object.fromEntries(
          Object.entries(changes.peek()).filter(([name, value]) => sent[name as SettingName] !== value),
        );
        toasts.say(assistantWords[desk.language.peek()].settings.saved);
        void whatIf.load();
      } catch (error) {
        const t = words.peek();
        if (!isSessionOver(error)) toasts.warn(t.toast.notSaved(failureWords(error, t)));
      } finally {
        isSaving.value = false;
      }
    },
  };
});

export type Assistant = InstanceType<typeof AssistantModel>;

import { KotaeError } from "@kotae/sdk";
import type { Desk as Department, Locale, Site } from "@kotae/sdk/schema";
import { computed, createModel, effect, signal } from "@preact/signals";
import { objectionWords } from "../strings/objections.ts";
import { siteWords } from "../strings/sites.ts";
import type { Desk } from "./desk.ts";
import { failureWords, isSessionOver } from "./failure.ts";
import { objectionTo } from "./objections.ts";
import { openReader } from "./reading.ts";

/** A site as it stands in its form; empty for the standard colour and for no department. */
export type SiteForm = { name: string; locale: Locale; accent: string; deskId: string };
/** A department as it stands in its form. */
export type DeskForm = { name: string; key: string };

/** What is wrong with a form, by field; `form` for what belongs to none. */
export type Wrong<F> = Partial<Record<keyof F | "form", string>>;

export const siteFormOf = (site: Site | undefined): SiteForm => ({
  name: site?.name ?? "",
  locale: site?.locale === "ja" ? "ja" : "en",
  accent: site?.accent ?? "",
  deskId: site?.deskId ?? "",
});

/** A key that says what the name says, as far as Latin letters can. */
export const keyOf = (name: string): string =>
  name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
    .join("-")
    .slice(0, 40)
    .replace(/-+$/, "");

/** The tag that shows a site's widget in its colour, for its pages. */
export const tagOf = ({ key, accent }: Pick<Site, "key" | "accent">, origin: string): string =>
  `<script src="${origin}/kotae.js" data-site="${key}"${accent === null ? "" : ` data-accent="${accent}"`} async></script>`;

/** The sites and departments, and what an admin does with them. */
export const SitesModel = createModel(({ client, toasts, words, language }: Desk) => {
  const reader = openReader<{ sites: readonly Site[]; desks: readonly Department[] }>(async (called) => {
    const [sites, desks] = await Promise.all([
      client.listSites({}, { signal: called }),
      client.listDesks({}, { signal: called }),
    ]);
    return { sites: sites.items, desks: desks.items };
  });
  effect(() => () => reader.close());
  /** The secret of a site that was just made: shown this once. */
  const made = signal<{ site: Site; secret: string } | undefined>(undefined);
  const now = () => reader.peek() ?? { sites: [], desks: [] };
  const say = () => siteWords[language.peek()];

  const put = <T extends { id: string }>(all: readonly T[], next: T): readonly T[] =>
    all.some(({ id }) => id === next.id) ? all.map((one) => (one.id === next.id ? next : one)) : [...all, next];

  /** Runs `deed`; gives what is wrong with which of `fields`, or undefined where nothing is. */
  async function attempt<F>(fields: readonly (keyof F & string)[], deed: () => Promise<void>) {
    try {
      await deed();
      return undefined;
    } catch (error) {
      const wrong: Wrong<F> = {};
      if (KotaeError.is(error) && error.code === "conflict") {
        return { ...wrong, key: objectionWords[language.peek()].taken } as Wrong<F>;
      }
      for (const { path, message } of (KotaeError.is(error) && error.errors) || []) {
        const field = fields.find((each) => each === path) ?? "form";
        wrong[field] ??= objectionTo(message, language.peek());
      }
      const why = isSessionOver(error) ? undefined : failureWords(error, words.peek());
      return Object.keys(wrong).length > 0 || why === undefined ? wrong : ({ form: why } as Wrong<F>);
    }
  }

  void reader.load();
  return {
    reader,
    made,
    sites: computed(() => (reader.state.value.step === "ready" ? reader.state.value.value.sites : [])),
    desks: computed(() => (reader.state.value.step === "ready" ? reader.state.value.value.desks : [])),
    /** Saves a site, a new one without an id; gives what is wrong with it. */
    saveSite: (id: string | undefined, form: SiteForm): Promise<Wrong<SiteForm> | undefined> =>
      attempt<SiteForm>(["name", "locale", "accent", "deskId"], async () => {
        const wire = {
          name: form.name.trim(),
          locale: form.locale,
          accent: form.accent.trim() === "" ? null : form.accent.trim(),
          deskId: form.deskId || null,
        };
        if (id === undefined) {
          const { identitySecret, ...site } = await client.createSite(wire);
          reader.put({ ...now(), sites: put(now().sites, site) });
          if (identitySecret) made.value = { site, secret: identitySecret };
          toasts.say(say().added(site.name));
          return;
        }
        const site = await client.updateSite({ id, ...wire });
        reader.put({ ...now(), sites: put(now().sites, site) });
        toasts.say(say().saved(site.name));
      }),
    /** Adds a department, or gives one another name; gives what is wrong with it. */
    saveDesk: (id: string | undefined, form: DeskForm): Promise<Wrong<DeskForm> | undefined> =>
      attempt<DeskForm>(["name", "key"], async () => {
        const name = form.name.trim();
        const desk =
          id === undefined
            ? await client.createDesk({ name, key: form.key.trim() })
            : await client.updateDesk({ id, name });
        reader.put({ ...now(), desks: put(now().desks, desk) });
        toasts.say(id === undefined ? say().deskAdded(name) : say().renamed(name));
      }),
  };
});

export type Sites = InstanceType<typeof SitesModel>;

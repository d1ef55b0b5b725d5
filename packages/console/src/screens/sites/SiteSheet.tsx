import type { Site } from "@kotae/sdk/schema";
import { useState } from "preact/hooks";
import { type SiteForm, type Sites, siteFormOf, type Wrong } from "../../store/sites.ts";
import { languageNames, languages } from "../../strings/index.ts";
import { Field } from "../../ui/Field.tsx";
import { FormSheet } from "../../ui/FormSheet.tsx";
import { Select } from "../../ui/Select.tsx";
import { useSiteWords } from "./words.ts";

type Props = { sites: Sites; site: Site | undefined; onClose(): void };

/** One site, or a new one; what is wrong stands at its field. */
export function SiteSheet({ sites, site, onClose }: Props) {
  const { s } = useSiteWords();
  const [form, setForm] = useState<SiteForm>(siteFormOf(site));
  const [wrong, setWrong] = useState<Wrong<SiteForm>>({});
  const [isWorking, setWorking] = useState(false);
  const put = (change: Partial<SiteForm>) => {
    setForm({ ...form, ...change });
    setWrong(Object.fromEntries(Object.entries(wrong).filter(([key]) => !(key in change))));
  };
  const submit = async () => {
    if (isWorking) return;
    setWorking(true);
    const found = await sites.saveSite(site?.id, form);
    setWorking(false);
    setWrong(found ?? {});
    if (!found) onClose();
  };
  return (
    <FormSheet
      title={site ? s.editTitle(site.name) : s.addTitle}
      action={isWorking ? s.saving : site ? s.save : s.add}
      isWorking={isWorking}
      error={wrong.form}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Field
        label={s.name}
        hint={s.nameHint}
        value={form.name}
        error={wrong.name}
        maxLength={100}
        onInput={(name) => put({ name })}
        autoFocus
      />
      <div class="hinted">
        <Select<SiteForm["locale"]>
          labelled
          label={s.language}
          value={form.locale}
          options={languages.map((value) => ({ value, label: languageNames[value] }))}
          onChoose={(locale) => put({ locale })}
        />
        <p class="hint">{s.languageHint}</p>
      </div>
      <Field
        label={s.colour}
        hint={s.colourHint}
        value={form.accent}
        error={wrong.accent}
        maxLength={9}
        mono
        onInput={(accent) => put({ accent })}
      />
      <div class="hinted">
        <Select<string>
          labelled
          label={s.desk}
          value={form.deskId}
          options={[
            { value: "", label: s.noDesk },
            ...sites.desks.value.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChoose={(deskId) => put({ deskId })}
        />
        {wrong.deskId ? <p class="error">{wrong.deskId}</p> : <p class="hint">{s.deskHint}</p>}
      </div>
    </FormSheet>
  );
}

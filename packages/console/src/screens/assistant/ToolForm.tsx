import type { Tool } from "@kotae/sdk/schema";
import type { ToolForm as Form, ToolEditor } from "../../store/tools.ts";
import { Field } from "../../ui/Field.tsx";
import { Select } from "../../ui/Select.tsx";
import { Switch } from "../../ui/Switch.tsx";
import { useAssistantWords } from "./words.ts";

type TextKey = { [K in keyof Form]: Form[K] extends string ? K : never }[keyof Form];

/** What a tool is called, where it lives, when it helps and what is said of its result. */
export function ToolForm({ tool }: { tool: ToolEditor }) {
  const { a } = useAssistantWords();
  const words = a.tools;
  const form = tool.form.value;
  const errors = tool.errors.value;
  const sites = tool.sites.state.value;
  const field = (key: TextKey, label: string, more: Partial<Parameters<typeof Field>[0]> = {}) => (
    <Field
      label={label}
      value={form[key]}
      error={errors[key]}
      onInput={(value) => tool.put({ [key]: value })}
      {...more}
    />
  );
  const [en, ja] = [words.inEnglish, words.inJapanese];
  return (
    <section class="setting-group" aria-label={words.basics}>
      <h2>{words.basics}</h2>
      {field("name", words.name, { hint: words.nameHint, mono: true, lang: "en" })}
      <div class="details-pair">
        {field("titleEn", words.titleField(en), { lang: "en" })}
        {field("titleJa", words.titleField(ja), { lang: "ja" })}
      </div>
      <div class="details-pair">
        {field("descriptionEn", words.descriptionField(en), { lang: "en", lines: 2, hint: words.descriptionHint })}
        {field("descriptionJa", words.descriptionField(ja), { lang: "ja", lines: 2 })}
      </div>
      <div class="details-pair">
        {field("replyEn", words.replyField(en), { lang: "en", lines: 2, hint: words.replyHint })}
        {field("replyJa", words.replyField(ja), { lang: "ja", lines: 2 })}
      </div>
      {field("url", words.url, { type: "url", hint: words.urlHint, mono: true, lang: "en" })}
      {field("triggers", words.triggers, { hint: words.triggersHint })}
      <div class="details-pair">
        <div class="hinted">
          <Select<Tool["verification"]>
            labelled
            label={words.verificationField}
            value={form.verification}
            options={(["none", "email_code"] as const).map((value) => ({ value, label: words.verification[value] }))}
            onChoose={(verification) => tool.put({ verification })}
          />
          <p class="hint">{words.verificationHint}</p>
        </div>
        {field("timeoutSeconds", words.timeout, { type: "number", min: 1, max: 30, step: 1 })}
      </div>
      <Select<string>
        labelled
        label={words.site}
        value={form.siteId}
        options={[
          { value: "", label: words.allSites },
          ...(sites.step === "ready" ? sites.value.map(({ id, name }) => ({ value: id, label: name })) : []),
        ]}
        onChoose={(siteId) => tool.put({ siteId })}
      />
      <Switch label={words.enabled} isOn={form.enabled} onChange={(enabled) => tool.put({ enabled })} />
    </section>
  );
}

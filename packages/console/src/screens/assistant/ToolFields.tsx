import { emptyField, type FieldType, fieldTypes, type ToolField } from "../../store/tool-fields.ts";
import type { ToolEditor } from "../../store/tools.ts";
import { Field } from "../../ui/Field.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Select } from "../../ui/Select.tsx";
import { Switch } from "../../ui/Switch.tsx";
import { useAssistantWords } from "./words.ts";

/** The fields a tool asks for, as rows, with the JSON Schema they make. */
export function ToolFields({ tool }: { tool: ToolEditor }) {
  const { a } = useAssistantWords();
  const words = a.tools;
  const fields = tool.fields.value;
  const wrong = tool.errors.value.schema;
  const put = (index: number, change: Partial<ToolField>) =>
    tool.setFields((fields ?? []).map((field, n) => (n === index ? { ...field, ...change } : field)));
  return (
    <section class="setting-group" aria-label={words.fields}>
      <h2>{words.fields}</h2>
      {fields === undefined && <p class="note-line">{words.onlyJson}</p>}
      {fields?.length === 0 && <p class="quiet">{words.fieldsNone}</p>}
      <ol class="tool-fields">
        {fields?.map((field, index) => (
          <li key={index} class="tool-field">
            <Row
              field={field}
              number={index + 1}
              onChange={(change) => put(index, change)}
              onRemove={() => tool.setFields(fields.filter((_, n) => n !== index))}
            />
          </li>
        ))}
      </ol>
      {fields && fields.length < 12 && (
        <button
          type="button"
          class="button tool-add"
          onClick={() => tool.setFields([...fields, { ...emptyField, name: freeName(fields) }])}
        >
          <Icon name="plus" size={16} />
          {words.addField}
        </button>
      )}
      <details class="provenance" open={fields === undefined || wrong !== undefined}>
        <summary>{words.json}</summary>
        <Field
          label={words.json}
          value={tool.form.value.schema}
          error={wrong ?? (fields === undefined && !isObject(tool.form.value.schema) ? words.badJson : undefined)}
          onInput={(schema) => tool.put({ schema })}
          lines={12}
          mono
          lang="en"
        />
      </details>
    </section>
  );
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

/** A name no field has yet: the rows are told apart by it. */
function freeName(fields: readonly ToolField[]): string {
  for (let n = fields.length + 1; ; n++) if (!fields.some(({ name }) => name === `field${n}`)) return `field${n}`;
}

type RowProps = { field: ToolField; number: number; onChange(change: Partial<ToolField>): void; onRemove(): void };

function Row({ field, number, onChange, onRemove }: RowProps) {
  const { a } = useAssistantWords();
  const words = a.tools;
  const hasChoices = field.type === "string" || field.type === "number" || field.type === "integer";
  return (
    <fieldset class="tool-row">
      <legend class="panel-label">{words.field(number)}</legend>
      <div class="tool-row-fields">
        <Field
          label={words.fieldName}
          value={field.name}
          mono
          lang="en"
          onInput={(name) => onChange({ name: name.replace(/[^A-Za-z0-9_]/g, "_") })}
        />
        <Select<FieldType>
          labelled
          label={words.fieldType}
          value={field.type}
          options={fieldTypes.map((value) => ({ value, label: words.types[value] }))}
          onChoose={(type) => onChange({ type })}
        />
        <Field label={words.label(words.inEnglish)} value={field.en} lang="en" onInput={(en) => onChange({ en })} />
        <Field label={words.label(words.inJapanese)} value={field.ja} lang="ja" onInput={(ja) => onChange({ ja })} />
        {field.type === "string" && (
          <Field
            label={words.pattern}
            hint={words.patternHint}
            value={field.pattern}
            mono
            lang="en"
            onInput={(pattern) => onChange({ pattern })}
          />
        )}
        {hasChoices && (
          <Field
            label={words.choices}
            hint={words.choicesHint}
            value={field.choices}
            onInput={(choices) => onChange({ choices })}
          />
        )}
      </div>
      <div class="tool-row-end">
        <Switch label={words.required} isOn={field.required} onChange={(required) => onChange({ required })} />
        <button
          type="button"
          class="icon-button"
          aria-label={words.removeField(field.name)}
          title={words.removeField(field.name)}
          onClick={onRemove}
        >
          <Icon name="trash" size={16} />
        </button>
      </div>
    </fieldset>
  );
}

import type { ToolTry } from "@kotae/sdk/schema";
import type { ToolField } from "../../store/tool-fields.ts";
import { runErrorWords, type ToolEditor } from "../../store/tools.ts";
import { Field } from "../../ui/Field.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { languageOf } from "../../ui/language.ts";
import { Select } from "../../ui/Select.tsx";
import { useAssistantWords } from "./words.ts";

/** Tries a tool as it is saved, and shows both sides of the request. */
export function DryRun({ tool }: { tool: ToolEditor }) {
  const { a } = useAssistantWords();
  const words = a.tools;
  const tried = tool.tried.value;
  const isTrying = tried.step === "trying";
  return (
    <section class="setting-group" aria-label={words.dryRun}>
      <h2>{words.dryRun}</h2>
      <p class="hint">{words.dryRunHint}</p>
      <form
        class="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!tool.isDirty.peek()) void tool.tryOut();
        }}
      >
        {(tool.fields.value ?? []).map((field) => (
          <Input key={field.name} field={field} tool={tool} />
        ))}
        {tool.isDirty.value && <p class="hint">{words.dryRunSave}</p>}
        <div>
          <button type="submit" class="button" aria-disabled={isTrying || tool.isDirty.value}>
            {isTrying ? words.running : words.run}
          </button>
        </div>
      </form>
      <div aria-live="polite">
        {tried.step === "failed" && <p class="error error-block">{tried.why}</p>}
        {tried.step === "done" && <Sides value={tried.value} />}
      </div>
    </section>
  );
}

function Input({ field, tool }: { field: ToolField; tool: ToolEditor }) {
  const { a, language } = useAssistantWords();
  const words = a.tools;
  const label = (language === "ja" ? field.ja || field.en : field.en || field.ja) || field.name;
  const value = tool.inputs.value[field.name] ?? "";
  const choices = field.choices
    .split(/[,、]/u)
    .map((choice) => choice.trim())
    .filter(Boolean);
  const put = (next: string) => tool.setInput(field.name, next);
  if (field.type === "boolean" || choices.length > 0) {
    const options =
      field.type === "boolean"
        ? [
            { value: "false", label: words.no },
            { value: "true", label: words.yes },
          ]
        : [{ value: "", label: "–" }, ...choices.map((choice) => ({ value: choice, label: choice }))];
    const shown = field.type === "boolean" && value === "" ? "false" : value;
    return <Select<string> labelled label={label} value={shown} options={options} onChoose={put} />;
  }
  const type =
    field.type === "integer" || field.type === "number" ? "number" : field.type === "string" ? "text" : field.type;
  return <Field type={type} label={label} value={value} onInput={put} />;
}

function Sides({ value: { run, request, reply } }: { value: ToolTry }) {
  const { a } = useAssistantWords();
  const words = a.tools;
  const isDone = run.state === "done";
  return (
    <div class="sides">
      <p class={isDone ? "state state-public" : "state state-late"}>
        <Icon name={isDone ? "check" : "warning"} size={16} />
        {words.states[run.state]}
        {run.millis !== null && ` · ${words.millis(run.millis)}`}
      </p>
      {run.error && <p class="error">{runErrorWords(run.error, words)}</p>}
      <section aria-label={words.visitorSees}>
        <h3>{words.visitorSees}</h3>
        {reply === null ? <p class="quiet">{words.noReply}</p> : <p lang={languageOf(reply, "en")}>{reply}</p>}
      </section>
      <section aria-label={words.request}>
        <h3>{words.request}</h3>
        <pre class="wire" lang="en">
          {`POST ${request.url}\n${headerLines(request.headers)}\n\n${request.body}`}
        </pre>
      </section>
      <section aria-label={words.response}>
        <h3>{words.response}</h3>
        {run.status === null ? (
          <p class="quiet">{words.noResponse}</p>
        ) : (
          <pre class="wire" lang="en">{`${words.status(run.status)}\n\n${run.output ?? ""}`}</pre>
        )}
      </section>
    </div>
  );
}

const headerLines = (headers: Record<string, string>) =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join("\n");

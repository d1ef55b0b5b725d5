import { toolWords } from "../strings/tool.ts";
import type { Field, Problem } from "../tool/fields.ts";
import { useWidget } from "./context.ts";
import { Optional } from "./Optional.tsx";

export type ToolFieldProps = {
  field: Field;
  value: string | boolean;
  problem: Problem | undefined;
  isFirst: boolean;
  onValue: (value: string | boolean) => void;
};

/** One field of a tool's form, with what it is for and what is wrong with it. */
export function ToolField({ field, value, problem, isFirst, onValue }: ToolFieldProps) {
  const { lang } = useWidget();
  const words = toolWords[lang.value];
  const { name, title, description, kind, isRequired, choices } = field;
  const notes = [description && `kotae-about-${name}`, problem && `kotae-wrong-${name}`].filter(Boolean).join(" ");
  const shared = {
    name,
    "data-focus": isFirst ? true : undefined,
    "aria-describedby": notes || undefined,
    "aria-invalid": problem ? true : undefined,
    "aria-required": isRequired,
  } as const;
  const typed = {
    ...shared,
    value: String(value),
    onInput: (event: Event) => onValue((event.currentTarget as HTMLInputElement).value),
  };
  const inputMode =
    kind === "email" ? "email" : kind === "integer" ? "numeric" : kind === "number" ? "decimal" : "text";
  return (
    <div>
      {kind === "boolean" ? (
        <label class="tick">
          <input
            type="checkbox"
            {...shared}
            checked={value === true}
            onChange={(event) => onValue(event.currentTarget.checked)}
          />
          {title}
        </label>
      ) : (
        // biome-ignore lint/a11y/noLabelWithoutControl: one of the three below is its control
        <label>
          {title}
          {!isRequired && <Optional />}
          {kind === "choice" ? (
            <select {...typed}>
              <option value="">{words.choose}</option>
              {choices.map((choice) => (
                <option key={choice} value={String(choice)}>
                  {choice}
                </option>
              ))}
            </select>
          ) : kind === "date" ? (
            <input type="date" {...typed} />
          ) : (
            <input {...typed} inputMode={inputMode} autocomplete={kind === "email" ? "email" : "off"} />
          )}
        </label>
      )}
      {description && (
        <p class="fine" id={`kotae-about-${name}`}>
          {description}
        </p>
      )}
      {problem && (
        <p class="problem" id={`kotae-wrong-${name}`} role="alert">
          {words[problem.words].replace("{n}", String(problem.n))}
        </p>
      )}
    </div>
  );
}

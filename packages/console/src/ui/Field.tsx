import { useId } from "preact/hooks";

type Props = {
  label: string;
  value: string;
  onInput(value: string): void;
  error?: string | undefined;
  hint?: string | undefined;
  type?: "text" | "email" | "password" | "url" | "number" | "date" | "datetime-local";
  autoComplete?: string;
  autoFocus?: boolean;
  /** The language of what is typed, where it is not the console's own. */
  lang?: string;
  /** Draws a text box of so many lines. */
  lines?: number;
  mono?: boolean;
  min?: number | string;
  max?: number | string;
  step?: number | "any";
  maxLength?: number;
  list?: string;
};

/** A labelled input with its hint, and its error in words. */
export function Field(props: Props) {
  const { label, value, onInput, error, hint, type = "text", autoComplete = "off", autoFocus = false } = props;
  const { lang, lines, mono = false, min, max, step, maxLength, list } = props;
  const id = useId();
  const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(" ");
  const common = {
    id,
    class: mono ? "input mono" : "input",
    value,
    autoComplete,
    lang,
    maxLength,
    "aria-invalid": error ? true : undefined,
    "aria-describedby": described || undefined,
    onInput: ({ currentTarget }: { currentTarget: { value: string } }) => onInput(currentTarget.value),
  } as const;
  return (
    <div class="field">
      <label class="label" for={id}>
        {label}
      </label>
      {lines === undefined ? (
        <input
          {...common}
          // the types hold one role for each kind of input; these are all boxes to type in
          type={type as "email"}
          // biome-ignore lint/a11y/noAutofocus: a form that was just opened is where its opener wants to be
          autoFocus={autoFocus}
          min={min}
          max={max}
          step={step}
          list={list}
        />
      ) : (
        <textarea {...common} rows={lines} spellcheck={!mono} />
      )}
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}

import { useId } from "preact/hooks";

type Props = {
  label: string;
  value: string;
  onInput(value: string): void;
  error?: string | undefined;
  hint?: string;
  type?: "text" | "email" | "password";
  autoComplete?: string;
  autoFocus?: boolean;
};

/** A labelled input with its hint, and its error in words. */
export function Field({
  label,
  value,
  onInput,
  error,
  hint,
  type = "text",
  autoComplete = "off",
  autoFocus = false,
}: Props) {
  const id = useId();
  const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(" ");
  return (
    <div class="field">
      <label class="label" for={id}>
        {label}
      </label>
      <input
        id={id}
        class="input"
        // the types hold one role for each kind of input; all three are text boxes
        type={type as "email"}
        value={value}
        autoComplete={autoComplete}
        // biome-ignore lint/a11y/noAutofocus: a form that was just opened is where its opener wants to be
        autoFocus={autoFocus}
        aria-invalid={error ? true : undefined}
        aria-describedby={described || undefined}
        onInput={({ currentTarget }) => onInput(currentTarget.value)}
      />
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

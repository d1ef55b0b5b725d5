import { useId } from "preact/hooks";

type Props = {
  label: string;
  hint?: string | undefined;
  isOn: boolean;
  disabled?: boolean;
  onChange(isOn: boolean): void;
};

/** A choice between on and off with its meaning beside it. */
export function Switch({ label, hint, isOn, disabled = false, onChange }: Props) {
  const id = useId();
  return (
    <button
      type="button"
      role="switch"
      class="switch switch-field"
      disabled={disabled}
      aria-checked={isOn}
      aria-label={label}
      aria-describedby={hint ? id : undefined}
      onClick={() => onChange(!isOn)}
    >
      <span class="switch-words">
        <span>{label}</span>
        {hint && (
          <span class="menu-quiet" id={id}>
            {hint}
          </span>
        )}
      </span>
      <span class="switch-track" aria-hidden="true">
        <span class="switch-knob" />
      </span>
    </button>
  );
}

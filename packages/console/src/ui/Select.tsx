import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { Icon } from "./Icon.tsx";

type Props<V extends string> = {
  label: string;
  value: V;
  options: readonly { value: V; label: string }[];
  onChoose(value: V): void;
  /** Drawn before the value, as a status's shape. */
  mark?: ComponentChildren;
  /** Shows the label above the control instead of to screen readers alone. */
  labelled?: boolean;
};

/** The platform's own select in the console's clothes: the keyboard and the phone know it already. */
export function Select<V extends string>({ label, value, options, onChoose, mark, labelled = false }: Props<V>) {
  const id = useId();
  return (
    <div class={labelled ? "field" : "select-wrap"}>
      <label class={labelled ? "label" : "unseen"} for={id}>
        {label}
      </label>
      <span class={mark ? "select has-mark" : "select"}>
        {mark && <span class="select-mark">{mark}</span>}
        <select
          id={id}
          value={value}
          onChange={({ currentTarget }) => {
            const chosen = currentTarget.value as V;
            // the model decides: where it refuses, the control must not show what never happened
            currentTarget.value = value;
            onChoose(chosen);
          }}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <Icon name="chevron" size={16} />
      </span>
    </div>
  );
}

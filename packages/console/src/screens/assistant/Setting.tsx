import type { AssistantSettings } from "@kotae/sdk/schema";
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Assistant, SettingName } from "../../store/assistant.ts";
import { Field } from "../../ui/Field.tsx";
import { Switch } from "../../ui/Switch.tsx";
import { useAssistantWords } from "./words.ts";

type NamesOf<T> = { [K in SettingName]: AssistantSettings[K] extends T ? K : never }[SettingName];
type Common = { assistant: Assistant; label: string; hint?: string };

/** A setting between on and off. */
export function SwitchSetting({ assistant, name, label, hint }: Common & { name: NamesOf<boolean> }) {
  const settings = assistant.settings.value;
  if (!settings) return null;
  return (
    <Inherited assistant={assistant} name={name} label={label}>
      <Switch label={label} hint={hint} isOn={settings[name]} onChange={(isOn) => assistant.set(name, isOn)} />
    </Inherited>
  );
}

type NumberProps = Common & {
  name: NamesOf<number>;
  min: number;
  max: number;
  step?: number | "any";
  /** Shows a share of 0 to 1 in percent. */
  percent?: boolean;
};

/** A setting that is a number; what is no number in its bounds stays in the field and is not taken over. */
export function NumberSetting({ assistant, name, label, hint, min, max, step = 1, percent = false }: NumberProps) {
  const { a } = useAssistantWords();
  const value = assistant.settings.value?.[name] ?? 0;
  const shown = String(percent ? Math.round(value * 1000) / 10 : value);
  const [typed, setTyped] = useState(shown);
  const number = Number(typed);
  const isWhole = step === "any" || percent || Number.isInteger(number);
  const isFine = typed.trim() !== "" && number >= min && number <= max && isWhole;
  // what was set elsewhere, as by giving it back to the default
  useEffect(() => {
    if (isFine && Number(shown) !== number) setTyped(shown);
  }, [shown]);
  return (
    <Inherited assistant={assistant} name={name} label={label}>
      <Field
        type="number"
        label={label}
        {...(hint === undefined ? {} : { hint })}
        value={typed}
        min={min}
        max={max}
        step={percent ? "any" : step}
        error={isFine ? undefined : a.settings.outOfRange(min, max)}
        onInput={(text) => {
          setTyped(text);
          const next = Number(text);
          const isNextWhole = step === "any" || percent || Number.isInteger(next);
          if (text.trim() !== "" && next >= min && next <= max && isNextWhole) {
            assistant.set(name, percent ? Math.round(next * 10) / 1000 : next);
          }
        }}
      />
    </Inherited>
  );
}

type InheritedProps = { assistant: Assistant; name: SettingName; label: string; children: ComponentChildren };

/** For one site: whether a setting is its own, and the way back to what holds for all. */
export function Inherited({ assistant, name, label, children }: InheritedProps) {
  const { a } = useAssistantWords();
  const words = a.settings;
  if (assistant.siteId.value === "") return <div class="setting">{children}</div>;
  const isOwn = assistant.own.value.has(name);
  return (
    <div class="setting">
      {children}
      <p class="setting-origin">
        <span class={isOwn ? "origin-own" : "quiet"}>{isOwn ? words.own : words.inherited}</span>
        {isOwn && (
          <button
            type="button"
            class="link-button"
            aria-label={words.reset(label)}
            onClick={() => assistant.inherit(name)}
          >
            {words.resetShort}
          </button>
        )}
      </p>
    </div>
  );
}

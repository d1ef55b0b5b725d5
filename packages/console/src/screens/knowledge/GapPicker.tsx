import type { Gap } from "@kotae/sdk/schema";
import { useModel } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { GapPickerModel } from "../../store/gap-picker.ts";
import { Icon } from "../../ui/Icon.tsx";
import { languageOf } from "../../ui/language.ts";
import { Shown } from "../../ui/Shown.tsx";
import { useDesk } from "../context.ts";
import { useKnowledge } from "./words.ts";

type Props = {
  gap: Gap;
  /** What could be the same, shown before anybody types. */
  near: readonly Gap[];
  /** What choosing one does. */
  action: string;
  onChoose(into: Gap): void;
  /** What else could be chosen, above the others. */
  children?: ComponentChildren;
};

/** Finds another gap and hands it over. */
export function GapPicker({ gap, near, action, onChoose, children }: Props) {
  const { k } = useKnowledge();
  const desk = useDesk();
  const picker = useModel(() => new GapPickerModel(desk, gap.id, near));
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const words = k.gaps;
  useEffect(() => input.current?.focus(), []);
  return (
    <div class="picker">
      {children}
      <label class="unseen" for={id}>
        {words.find}
      </label>
      <div class="search">
        <Icon name="search" size={16} />
        <input
          id={id}
          ref={input}
          type="search"
          class="search-input"
          placeholder={words.find}
          maxLength={200}
          value={picker.q.value}
          onInput={({ currentTarget }) => picker.search(currentTarget.value)}
        />
      </div>
      <Shown of={picker.reader} loading={words.loading} failed={words.failed}>
        {(gaps) =>
          gaps.length === 0 ? (
            <p class="quiet picker-none">{picker.q.value.trim() === "" ? words.nearNone : words.findNone}</p>
          ) : (
            <ul class="picker-hits">
              {gaps.map((other) => (
                <li key={other.id} class="picker-hit">
                  <span class="source-words">
                    <span lang={languageOf(other.title, other.lang)}>{other.title}</span>
                    <span class="quiet">{words.questions(other.questions)}</span>
                  </span>
                  <button
                    type="button"
                    class="button"
                    aria-label={`${action}: ${other.title}`}
                    onClick={() => onChoose(other)}
                  >
                    {action}
                  </button>
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
    </div>
  );
}

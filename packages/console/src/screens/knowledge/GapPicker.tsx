import type { Gap } from "@kotae/sdk/schema";
import { useModel } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { GapPickerModel } from "../../store/gap-picker.ts";
import { languageOf } from "../../ui/language.ts";
import { Picker } from "../../ui/Picker.tsx";
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
  const words = k.gaps;
  return (
    <Picker
      of={picker}
      label={words.find}
      loading={words.loading}
      failed={words.failed}
      none={picker.q.value.trim() === "" ? words.nearNone : words.findNone}
      takesFocus
      keyOf={({ id }) => id}
      row={(other) => (
        <>
          <span class="source-words">
            <span lang={languageOf(other.title, other.lang)}>{other.title}</span>
            <span class="quiet">{words.questions(other.questions)}</span>
          </span>
          <button type="button" class="button" aria-label={`${action}: ${other.title}`} onClick={() => onChoose(other)}>
            {action}
          </button>
        </>
      )}
    >
      {children}
    </Picker>
  );
}

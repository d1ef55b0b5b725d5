import { useRef, useState } from "preact/hooks";
import { Icon } from "./Icon.tsx";

type Props = {
  /** What the field holds, and what its button does, for those who do not see both. */
  label: string;
  value: string;
  words: { copy: string; copied: string; copyFailed: string };
  copyLabel?: string | undefined;
};

/** Something to take along: a text that can be selected, and a button that copies it. */
export function CopyField({ label, value, words, copyLabel }: Props) {
  const [said, setSaid] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      setSaid(words.copied);
    } catch {
      // without permission, or over plain HTTP, there is no clipboard
      field.current?.select();
      setSaid(words.copyFailed);
    }
  };
  return (
    <div class="copy">
      <div class="copy-field">
        <input class="input mono" ref={field} readOnly aria-label={label} value={value} lang="en" dir="ltr" />
        <button type="button" class="button" aria-label={copyLabel} onClick={() => void copy()}>
          <Icon name="copy" size={16} />
          {words.copy}
        </button>
      </div>
      <p class="hint" role="status">
        {said}
      </p>
    </div>
  );
}

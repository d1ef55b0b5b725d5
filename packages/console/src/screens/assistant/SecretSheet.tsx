import { useRef, useState } from "preact/hooks";
import { Icon } from "../../ui/Icon.tsx";
import { Sheet } from "../../ui/Sheet.tsx";
import { useAssistantWords } from "./words.ts";

/** Shows a secret the one time it can be seen. */
export function SecretSheet({ secret, onClose }: { secret: string; onClose(): void }) {
  const { a } = useAssistantWords();
  const words = a.tools;
  const [said, setSaid] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(secret);
      setSaid(words.copied);
    } catch {
      // without permission, or over plain HTTP, there is no clipboard
      field.current?.select();
      setSaid(words.copyFailed);
    }
  };
  return (
    <Sheet title={words.secretTitle} onClose={onClose}>
      <p class="sheet-text">{words.secretOnce}</p>
      <div class="secret">
        <input class="input mono" ref={field} readOnly aria-label={words.secret} value={secret} lang="en" />
        <button type="button" class="button" onClick={() => void copy()}>
          <Icon name="copy" size={16} />
          {words.copy}
        </button>
      </div>
      <p class="hint" role="status">
        {said}
      </p>
      <div class="form-actions">
        <button type="button" class="button button-main" onClick={onClose}>
          {words.done}
        </button>
      </div>
    </Sheet>
  );
}

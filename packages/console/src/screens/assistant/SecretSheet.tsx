import { CopyField } from "../../ui/CopyField.tsx";
import { Sheet } from "../../ui/Sheet.tsx";
import { useAssistantWords } from "./words.ts";

/** Shows a secret the one time it can be seen. */
export function SecretSheet({ secret, onClose }: { secret: string; onClose(): void }) {
  const { a } = useAssistantWords();
  const words = a.tools;
  return (
    <Sheet title={words.secretTitle} onClose={onClose}>
      <p class="sheet-text">{words.secretOnce}</p>
      <CopyField label={words.secret} value={secret} words={words} />
      <div class="form-actions">
        <button type="button" class="button button-main" onClick={onClose}>
          {words.done}
        </button>
      </div>
    </Sheet>
  );
}

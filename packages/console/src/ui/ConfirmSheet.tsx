import { useState } from "preact/hooks";
import { useSpeech } from "./language.ts";
import { Sheet } from "./Sheet.tsx";

type Props = { title: string; text: string; action: string; onConfirm(): Promise<void>; onClose(): void };

/** Asks once more before something that cannot be undone. */
export function ConfirmSheet({ title, text, action, onConfirm, onClose }: Props) {
  const { t } = useSpeech();
  const [isWorking, setWorking] = useState(false);
  const confirm = async () => {
    if (isWorking) return;
    setWorking(true);
    try {
      await onConfirm();
    } finally {
      onClose();
    }
  };
  return (
    <Sheet title={title} onClose={onClose}>
      <p class="sheet-text">{text}</p>
      <div class="form-actions">
        <button type="button" class="button" onClick={onClose}>
          {t.app.cancel}
        </button>
        <button type="button" class="button button-danger" aria-disabled={isWorking} onClick={() => void confirm()}>
          {action}
        </button>
      </div>
    </Sheet>
  );
}

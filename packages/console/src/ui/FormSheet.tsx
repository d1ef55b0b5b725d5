import type { ComponentChildren } from "preact";
import { useSpeech } from "./language.ts";
import { Sheet } from "./Sheet.tsx";

type Props = {
  title: string;
  /** What sending it does, or that this is under way. */
  action: string;
  isWorking: boolean;
  /** What is wrong with the whole of it. */
  error?: string | undefined;
  onSubmit(): void;
  onClose(): void;
  children: ComponentChildren;
};

/** A sheet with fields to fill in, and the two ways out of it. */
export function FormSheet({ title, action, isWorking, error, onSubmit, onClose, children }: Props) {
  const { t } = useSpeech();
  return (
    <Sheet title={title} onClose={onClose}>
      <form
        class="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        {children}
        <div role="alert">{error !== undefined && <p class="error error-block">{error}</p>}</div>
        <div class="form-actions">
          <button type="button" class="button" onClick={onClose}>
            {t.app.cancel}
          </button>
          <button type="submit" class="button button-main" aria-disabled={isWorking}>
            {action}
          </button>
        </div>
      </form>
    </Sheet>
  );
}

import type { Key } from "../strings/words.ts";
import { useWidget } from "./context.ts";

/** What could not be brought, and another try. */
export function Notice({ words, again }: { words: Key; again: () => void }) {
  const { t } = useWidget();
  return (
    <div class="notice" role="alert">
      <p>{t(words)}</p>
      <button type="button" class="link" onClick={again}>
        {t("tryAgain")}
      </button>
    </div>
  );
}

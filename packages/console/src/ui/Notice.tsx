import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./Icon.tsx";
import { useSpeech } from "./language.ts";

/** What is being waited for; seen only when it takes longer than 300 ms. */
export function Waiting({ what, rows = 0 }: { what: string; rows?: number }) {
  return (
    <div class="waiting" role="status">
      <p class={rows > 0 ? "unseen" : "waiting-words"}>{what}</p>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} class="skeleton" aria-hidden="true">
          <span />
          <span />
        </div>
      ))}
    </div>
  );
}

/** What went wrong, what it was, and the way to try again. */
export function Trouble({ title, why, onRetry }: { title: string; why?: string; onRetry?: () => void }) {
  const { t } = useSpeech();
  return (
    <div class="notice" role="alert">
      <Icon name="warning" />
      <p class="notice-title">{title}</p>
      {why && <p class="notice-text">{why}</p>}
      {onRetry && (
        <button type="button" class="button" onClick={onRetry}>
          {t.app.again}
        </button>
      )}
    </div>
  );
}

type EmptyProps = { icon: IconName; title: string; text?: string; children?: ComponentChildren };

/** Nothing is here, which is fine, and where to go next. */
export function Empty({ icon, title, text, children }: EmptyProps) {
  return (
    <div class="notice">
      <Icon name={icon} />
      <p class="notice-title">{title}</p>
      {text && <p class="notice-text">{text}</p>}
      {children}
    </div>
  );
}

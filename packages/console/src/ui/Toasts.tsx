import type { Toasts as Model } from "../store/toasts.ts";
import { Icon } from "./Icon.tsx";
import { useSpeech } from "./language.ts";

/** What just happened, said once, with the way back where there is one. */
export function Toasts({ toasts }: { toasts: Model }) {
  const { t } = useSpeech();
  return (
    <div
      class="toasts"
      role="status"
      aria-label={t.toast.region}
      onPointerEnter={() => toasts.hold(true)}
      onPointerLeave={() => toasts.hold(false)}
      onFocusCapture={() => toasts.hold(true)}
      onBlurCapture={() => toasts.hold(false)}
    >
      {toasts.items.value.map((toast) => (
        <div key={toast.id} class={`toast toast-${toast.tone}`}>
          {toast.tone === "bad" && <Icon name="warning" size={16} />}
          <p>{toast.text}</p>
          {toast.undo && (
            <button
              type="button"
              class="toast-undo"
              onClick={() => {
                toasts.dismiss(toast.id);
                toast.undo?.();
              }}
            >
              {t.app.undo}
            </button>
          )}
          <button type="button" class="toast-close" aria-label={t.app.close} onClick={() => toasts.dismiss(toast.id)}>
            <Icon name="close" size={16} />
          </button>
        </div>
      ))}
    </div>
  );
}

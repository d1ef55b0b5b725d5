import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { Icon } from "./Icon.tsx";
import { useSpeech } from "./language.ts";

type Props = { title: string; onClose(): void; children: ComponentChildren; wide?: boolean };

/** A modal sheet on the platform's own dialog; Escape, the cross and a click beside it close it. */
export function Sheet({ title, onClose, children, wide = false }: Props) {
  const { t } = useSpeech();
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard has Escape, which the dialog answers itself
    <dialog
      ref={dialog}
      class={wide ? "sheet sheet-wide" : "sheet"}
      aria-labelledby={id}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === event.currentTarget) dialog.current?.close();
      }}
    >
      <div class="sheet-body">
        <header class="sheet-head">
          <h2 id={id}>{title}</h2>
          <button type="button" class="icon-button" aria-label={t.app.close} onClick={() => dialog.current?.close()}>
            <Icon name="close" />
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}

import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";

type Props = {
  /** The button's accessible name. */
  label: string;
  button: ComponentChildren;
  buttonClass: string;
  /** Where it opens, seen from the button. */
  side: "above" | "beside" | "below";
  onOpen?(): void;
  children(close: () => void): ComponentChildren;
};

/** A button with a small panel; Escape or a press elsewhere closes it and the focus goes back. */
export function Popover({ label, button, buttonClass, side, onOpen, children }: Props) {
  const [isOpen, setOpen] = useState(false);
  const whole = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const id = useId();
  const close = () => {
    setOpen(false);
    opener.current?.focus();
  };
  useEffect(() => {
    if (!isOpen) return undefined;
    const elsewhere = (event: Event) => {
      if (!(event.target instanceof Node) || !whole.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener("pointerdown", elsewhere);
    document.addEventListener("focusin", elsewhere);
    return () => {
      document.removeEventListener("pointerdown", elsewhere);
      document.removeEventListener("focusin", elsewhere);
    };
  }, [isOpen]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape belongs to the panel as a whole
    <div
      class="popover-wrap"
      ref={whole}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !isOpen) return;
        event.stopPropagation();
        close();
      }}
    >
      <button
        type="button"
        ref={opener}
        class={buttonClass}
        aria-label={label}
        title={label}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => {
          if (!isOpen) onOpen?.();
          setOpen(!isOpen);
        }}
      >
        {button}
      </button>
      {isOpen && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
        <div id={id} class={`popover popover-${side}`} role="group" aria-label={label}>
          {children(close)}
        </div>
      )}
    </div>
  );
}

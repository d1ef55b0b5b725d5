import type { ComponentChildren } from "preact";
import { useWidget } from "./context.ts";
import { Icon } from "./Icon.tsx";

export type HeaderProps = { title: string; note?: ComponentChildren; close: () => void; isFirst?: boolean };

/** The bar every view begins with: back, where one is, and close. */
export function Header({ title, note, close, isFirst }: HeaderProps) {
  const { navigation, t } = useWidget();
  return (
    <div class={isFirst ? "bar first" : "bar"}>
      {!isFirst && (
        <button type="button" class="round" aria-label={t("back")} onClick={navigation.back}>
          <Icon name="back" />
        </button>
      )}
      <div class="bar-words">
        <h2>{title}</h2>
        {note && <p class="bar-note">{note}</p>}
      </div>
      <button type="button" class="round" aria-label={t("close")} onClick={close}>
        <Icon name="close" />
      </button>
    </div>
  );
}

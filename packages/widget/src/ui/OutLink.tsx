import type { ComponentChildren } from "preact";
import { useWidget } from "./context.ts";

/** A link that leaves the page one is on alone, and says so to those who cannot see it. */
export function OutLink({ href, children }: { href: string; children: ComponentChildren }) {
  const { t } = useWidget();
  return (
    <a href={href} target="_blank" rel="noopener">
      {children}
      <span class="hidden-words"> ({t("newTab")})</span>
    </a>
  );
}

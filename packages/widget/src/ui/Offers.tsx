import type { ToolOffer } from "@kotae/sdk/schema";
import { useWidget } from "./context.ts";
import { Icon } from "./Icon.tsx";

/** What the site's own systems can do about it, as quick replies. */
export function Offers({ offers }: { offers: readonly ToolOffer[] }) {
  const { t, showTool } = useWidget();
  return (
    <ul class="choices" aria-label={t("offers")}>
      {offers.map((offer) => (
        <li key={offer.tool}>
          <button type="button" class="secondary" onClick={() => showTool(offer)}>
            {offer.title}
            <Icon name="go" />
          </button>
        </li>
      ))}
    </ul>
  );
}

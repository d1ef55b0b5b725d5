import type { Site } from "@kotae/sdk/schema";
import { tagOf } from "../../store/sites.ts";
import { CopyField } from "../../ui/CopyField.tsx";
import { Sheet } from "../../ui/Sheet.tsx";
import { useSiteWords } from "./words.ts";

type Props = { made: { site: Site; secret: string }; onClose(): void };

/** What the owner of a new site takes along: its tag, and its secret this once. */
export function ReadySheet({ made: { site, secret }, onClose }: Props) {
  const { s } = useSiteWords();
  return (
    <Sheet title={s.readyTitle(site.name)} onClose={onClose} wide>
      <div class="form">
        <div>
          <p class="label">{s.tag}</p>
          <CopyField
            label={s.tagOf(site.name)}
            value={tagOf(site, location.origin)}
            words={s}
            copyLabel={s.copyTag(site.name)}
          />
          <p class="hint">{s.tagHint}</p>
        </div>
        <div>
          <p class="label">{s.secret}</p>
          <CopyField label={s.secret} value={secret} words={s} copyLabel={`${s.copy}: ${s.secret}`} />
          <p class="hint">{s.secretOnce}</p>
        </div>
        <div class="form-actions">
          <button type="button" class="button button-main" onClick={onClose}>
            {s.done}
          </button>
        </div>
      </div>
    </Sheet>
  );
}

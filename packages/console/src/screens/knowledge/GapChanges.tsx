import type { GapDetail } from "@kotae/sdk/schema";
import { languageOf } from "../../ui/language.ts";
import { useKnowledge } from "./words.ts";

/** What people put right in a gap, and the way back. */
export function GapChanges({ gap, onUndo }: { gap: GapDetail; onUndo(changeId: string): void }) {
  const { k, f, now } = useKnowledge();
  const words = k.gaps;
  if (gap.changes.length === 0) return null;
  return (
    <section class="card" aria-label={words.changes}>
      <h3>{words.changes}</h3>
      <ul class="picker-hits">
        {gap.changes.map((change) => (
          <li key={change.id} class="picker-hit">
            <span class="source-words">
              <span>
                {words.change[change.kind](change.questions)}
                <span lang={languageOf(change.title, gap.lang)}>{words.quoted(change.title)}</span>
              </span>
              <span class="quiet">{words.changedBy(change.by, f.age(change.at, now))}</span>
            </span>
            <button
              type="button"
              class="button"
              aria-label={words.undoThis(change.title)}
              onClick={() => onUndo(change.id)}
            >
              {words.undo}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

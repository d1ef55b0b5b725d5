import { type Command, shortcuts } from "../store/shortcuts.ts";
import { useSpeech } from "../ui/language.ts";
import { Sheet } from "../ui/Sheet.tsx";
import { modifier } from "./modifier.ts";

/** Every shortcut with what it does. */
export function ShortcutSheet({ onClose }: { onClose(): void }) {
  const { t } = useSpeech();
  const rows = (Object.keys(shortcuts) as Command[]).map((command) => [t.keys[command], shortcuts[command]] as const);
  return (
    <Sheet title={t.keys.title} onClose={onClose}>
      <dl class="keys">
        {[...rows, [t.keys.send, `${modifier} + Enter`] as const, [t.keys.save, `${modifier} + S`] as const].map(
          ([what, key]) => (
            <div key={key} class="keys-row">
              <dt>{what}</dt>
              <dd>
                {key.split(" + ").map((part) => (
                  <kbd key={part} class="kbd kbd-large">
                    {part}
                  </kbd>
                ))}
              </dd>
            </div>
          ),
        )}
      </dl>
    </Sheet>
  );
}

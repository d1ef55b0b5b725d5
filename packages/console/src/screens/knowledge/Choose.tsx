import { type Command, shortcuts } from "../../store/shortcuts.ts";
import { Kbd } from "../../ui/Kbd.tsx";

type Props = { title: string; hint: string; keys: readonly (readonly Command[])[]; names: readonly string[] };

/** What stands beside a list while nothing of it is open. */
export function Choose({ title, hint, keys, names }: Props) {
  return (
    <div class="split-open choose">
      <p class="choose-title">{title}</p>
      <p class="quiet">{hint}</p>
      <p class="choose-keys quiet">
        {keys.map((commands, index) => (
          <span key={commands.join()}>
            {commands.map((command) => (
              <Kbd key={command}>{shortcuts[command]}</Kbd>
            ))}{" "}
            {names[index]}
          </span>
        ))}
      </p>
    </div>
  );
}

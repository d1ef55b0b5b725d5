import { useEffect, useRef, useState } from "preact/hooks";
import { debounced } from "../store/clock.ts";
import { shortcuts } from "../store/shortcuts.ts";
import { Icon } from "../ui/Icon.tsx";
import { Kbd } from "../ui/Kbd.tsx";
import { useSpeech } from "../ui/language.ts";
import { useConsole } from "./context.ts";
import { useShortcuts } from "./use-shortcuts.ts";

type Props = { label: string; hint?: string; q: string; onSearch(q: string): void };

const searchMs = 250;

/** A search that speaks once the typing pauses; Escape empties it, and then leaves it. */
export function SearchField({ label, hint = label, q, onSearch }: Props) {
  const { clock } = useConsole();
  const { t } = useSpeech();
  const [text, setText] = useState(q);
  const input = useRef<HTMLInputElement>(null);
  const latest = useRef({ text, onSearch });
  latest.current = { text, onSearch };
  const soon = useRef(debounced(clock, searchMs, () => latest.current.onSearch(latest.current.text.trim())));
  useEffect(() => () => soon.current.cancel(), []);
  // a link or the back button may change the search as well
  useEffect(() => {
    if (latest.current.text.trim() !== q) setText(q);
  }, [q]);
  useShortcuts({
    search: () => {
      input.current?.focus();
      input.current?.select();
    },
  });
  const clear = () => {
    soon.current.cancel();
    setText("");
    onSearch("");
  };
  return (
    <search class="search">
      <Icon name="search" size={16} />
      <input
        ref={input}
        type="search"
        class="search-input"
        aria-label={label}
        aria-keyshortcuts={shortcuts.search}
        placeholder={hint}
        maxLength={200}
        value={text}
        onInput={({ currentTarget }) => {
          setText(currentTarget.value);
          soon.current.poke();
        }}
        onKeyDown={(event) => {
          if (event.key !== "Escape" || event.isComposing) return;
          event.preventDefault();
          if (text === "") input.current?.blur();
          else clear();
        }}
      />
      {text === "" ? (
        <Kbd>{shortcuts.search}</Kbd>
      ) : (
        <button type="button" class="search-clear" aria-label={t.inbox.clearSearch} onClick={clear}>
          <Icon name="close" size={16} />
        </button>
      )}
    </search>
  );
}

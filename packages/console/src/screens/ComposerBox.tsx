import type { Ticket } from "@kotae/sdk/schema";
import { useEffect, useRef } from "preact/hooks";
import { type Composer, messageChars } from "../store/composer.ts";
import type { DraftKind } from "../store/drafts.ts";
import { isComposing, shortcuts } from "../store/shortcuts.ts";
import type { Thread } from "../store/thread.ts";
import { Icon } from "../ui/Icon.tsx";
import { Kbd } from "../ui/Kbd.tsx";
import { useSpeech } from "../ui/language.ts";
import { useDesk } from "./context.ts";
import { MovedNotice } from "./MovedNotice.tsx";
import { modifier } from "./modifier.ts";
import { Suggestions } from "./Suggestions.tsx";
import { useShortcuts } from "./use-shortcuts.ts";

const kinds: readonly DraftKind[] = ["reply", "note"];
const warnAt = 500;

type Props = { composer: Composer; thread: Thread; ticket: Ticket };

/** Where a reply or a note is written. */
export function ComposerBox({ composer, ticket }: Props) {
  const { t } = useSpeech();
  const box = useRef<HTMLTextAreaElement>(null);
  const tabs = useRef<HTMLDivElement>(null);
  const kind = composer.kind.value;
  const moved = composer.moved.value;
  const name = ticket.customer.name ?? ticket.customer.email ?? t.inbox.visitor;
  const write = (which: DraftKind) => {
    composer.choose(which);
    // the panel of the other tab is there after the next frame
    requestAnimationFrame(() => box.current?.focus());
  };
  useShortcuts({ reply: () => write("reply"), note: () => write("note") });
  useEffect(() => {
    if (moved) box.current?.focus();
  }, [moved]);

  function insert(text: string): void {
    const area = box.current;
    const value = composer.text.peek();
    const [from, to] = area ? [area.selectionStart, area.selectionEnd] : [value.length, value.length];
    const gap = from > 0 && !/\s$/.test(value.slice(0, from)) ? " " : "";
    composer.write(value.slice(0, from) + gap + text + value.slice(to));
    requestAnimationFrame(() => {
      area?.focus();
      area?.setSelectionRange(from + gap.length + text.length, from + gap.length + text.length);
    });
  }

  return (
    <section class={`composer composer-${kind}`} aria-label={t.composer.label}>
      {moved && <MovedNotice composer={composer} moved={moved} ticket={ticket} />}
      <div
        class="tabs"
        role="tablist"
        ref={tabs}
        onKeyDown={(event) => {
          if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
          composer.choose(kind === "reply" ? "note" : "reply");
          requestAnimationFrame(() => tabs.current?.querySelector<HTMLElement>('[aria-selected="true"]')?.focus());
        }}
      >
        {kinds.map((which) => (
          <button
            key={which}
            type="button"
            role="tab"
            id={`tab-${which}`}
            class={`tab tab-${which}`}
            aria-selected={which === kind}
            aria-controls="composer-panel"
            aria-keyshortcuts={shortcuts[which]}
            tabIndex={which === kind ? 0 : -1}
            onClick={() => write(which)}
          >
            {which === "note" && <Icon name="lock" size={12} />}
            {t.composer[which]}
            {which !== kind && composer.hasDraft[which].value && <span class="tab-draft" title={t.composer.kept} />}
            <Kbd>{shortcuts[which]}</Kbd>
          </button>
        ))}
        <Hint kind={kind} ticket={ticket} />
      </div>
      <div class="composer-box" role="tabpanel" id="composer-panel" aria-labelledby={`tab-${kind}`}>
        <textarea
          // two texts, each with its own undo history
          key={kind}
          ref={box}
          class="composer-text"
          rows={3}
          dir="auto"
          aria-label={t.composer[kind]}
          placeholder={kind === "reply" ? t.composer.replyHint(name) : t.composer.noteHint}
          value={composer.text.value}
          onInput={({ currentTarget }) => composer.write(currentTarget.value)}
          onKeyDown={(event) => {
            if (isComposing(event)) return;
            if (event.key === "Escape") event.currentTarget.blur();
            if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
            event.preventDefault();
            void composer.send();
          }}
        />
        <Actions composer={composer} ticket={ticket} onInsert={insert} />
      </div>
    </section>
  );
}

type ActionsProps = { composer: Composer; ticket: Ticket; onInsert(text: string): void };

function Actions({ composer, ticket, onInsert }: ActionsProps) {
  const { t } = useSpeech();
  const isReply = composer.kind.value === "reply";
  const left = messageChars - composer.text.value.trim().length;
  const isDisabled = !composer.canSend.value;
  const send = isReply ? t.composer.send : t.composer.sendNote;
  return (
    <div class="composer-actions">
      <Suggestions composer={composer} ticket={ticket} onInsert={onInsert} />
      <p class={left < 0 ? "composer-left error" : "composer-left quiet"} role="status">
        {left < 0 ? t.composer.tooLong(-left) : left < warnAt ? t.composer.left(left) : ""}
      </p>
      {isReply && ticket.status !== "resolved" && (
        <button type="button" class="button" aria-disabled={isDisabled} onClick={() => void composer.send(true)}>
          {t.composer.sendResolve}
        </button>
      )}
      <button
        type="button"
        class={isReply ? "button button-main" : "button button-note"}
        aria-disabled={isDisabled}
        onClick={() => void composer.send()}
      >
        {send}
        <Kbd>{`${modifier}↵`}</Kbd>
      </button>
    </div>
  );
}

/** What sending will do beyond sending, said before it happens. */
function Hint({ kind, ticket }: { kind: DraftKind; ticket: Ticket }) {
  const { t } = useSpeech();
  const { me } = useDesk();
  const words = hintOf();
  return <p class="composer-hint quiet">{words}</p>;

  function hintOf(): string {
    if (kind === "note") return t.composer.noteHint;
    if (ticket.assignee === null) return t.composer.takes;
    if (ticket.assignee.id !== me.value.id) return t.composer.others(ticket.assignee.name ?? t.thread.someone);
    return "";
  }
}

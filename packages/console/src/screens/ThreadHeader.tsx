import { mayMove } from "@kotae/sdk";
import type { Priority, Status, Ticket, Viewer } from "@kotae/sdk/schema";
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { shortcuts } from "../store/shortcuts.ts";
import type { Thread } from "../store/thread.ts";
import { Icon } from "../ui/Icon.tsx";
import { Kbd } from "../ui/Kbd.tsx";
import { languageOf, useSpeech } from "../ui/language.ts";
import { Select } from "../ui/Select.tsx";
import { StatusMark } from "../ui/StatusMark.tsx";
import { useDesk } from "./context.ts";

const statuses: readonly Status[] = ["new", "open", "pending", "on_hold", "resolved", "closed"];
const priorities: readonly Priority[] = ["critical", "high", "medium", "low"];

type Props = { thread: Thread; ticket: Ticket; back: ComponentChildren; panel: ComponentChildren };

/** What the ticket is about, where it stands, whose it is and who else looks at it. */
export function ThreadHeader({ thread, ticket, back, panel }: Props) {
  const { t } = useSpeech();
  const { me } = useDesk();
  const isMine = ticket.assignee?.id === me.value.id;
  return (
    <header class="thread-head">
      <div class="thread-title">
        {back}
        <Subject ticket={ticket} onSave={(subject) => void thread.deeds.setSubject(subject)} />
        <Viewers viewers={thread.viewers.value} />
        {panel}
      </div>
      <div class="thread-tools">
        <span class="thread-number quiet">#{ticket.number}</span>
        <Select<Status>
          label={t.thread.status}
          value={ticket.status}
          mark={<StatusMark status={ticket.status} quiet />}
          options={statuses
            .filter((value) => value === ticket.status || mayMove(ticket.status, value))
            .map((value) => ({ value, label: t.status[value] }))}
          onChoose={(status) => void thread.deeds.setStatus(status)}
        />
        <Select<Priority>
          label={t.thread.priority}
          value={ticket.priority}
          options={priorities.map((value) => ({ value, label: `${t.thread.priority}: ${t.priority[value]}` }))}
          onChoose={(priority) => void thread.deeds.setPriority(priority)}
        />
        <Assignee thread={thread} ticket={ticket} />
        {!isMine && (
          <button
            type="button"
            class="button"
            aria-keyshortcuts={shortcuts.assign}
            onClick={() => void thread.deeds.assign(me.value)}
          >
            {t.thread.assignToMe}
            <Kbd>{shortcuts.assign}</Kbd>
          </button>
        )}
      </div>
    </header>
  );
}

function Assignee({ thread, ticket }: { thread: Thread; ticket: Ticket }) {
  const { t } = useSpeech();
  const { team, me } = useDesk();
  const agents = team.agents.value;
  const { assignee } = ticket;
  const options = agents.map(({ id, name }) => ({
    value: id,
    label: id === me.value.id ? `${name} (${t.inbox.you})` : name,
  }));
  // whoever has it must be shown, even where the list of agents is not there yet or they have left
  if (assignee?.id && !agents.some((agent) => agent.id === assignee.id)) {
    options.push({ value: assignee.id, label: assignee.name ?? t.thread.someone });
  }
  return (
    <Select<string>
      label={t.thread.assignee}
      value={assignee?.id ?? ""}
      mark={<Icon name="person" size={16} />}
      options={[{ value: "", label: t.thread.unassigned }, ...options]}
      onChoose={(id) => void thread.deeds.assign(agents.find((agent) => agent.id === id) ?? null)}
    />
  );
}

function Viewers({ viewers }: { viewers: readonly Viewer[] }) {
  const { t, f } = useSpeech();
  const writers = viewers.filter((viewer) => viewer.writing);
  const shown = writers.length > 0 ? writers : viewers;
  const names = f.list(shown.map((viewer) => viewer.name));
  return (
    <p class={writers.length > 0 ? "viewers viewers-writing" : "viewers"} role="status">
      {shown.length > 0 && (
        <>
          <Icon name={writers.length > 0 ? "pen" : "eye"} size={16} />
          <span class="viewers-words">
            {writers.length > 0 ? t.thread.writing(names, shown.length > 1) : t.thread.viewing(names, shown.length > 1)}
          </span>
        </>
      )}
    </p>
  );
}

/** The subject, which becomes a field where it stands. */
function Subject({ ticket, onSave }: { ticket: Ticket; onSave(subject: string): void }) {
  const { t } = useSpeech();
  const [draft, setDraft] = useState<string>();
  const input = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const isEditing = draft !== undefined;
  useEffect(() => {
    if (isEditing) input.current?.select();
  }, [isEditing]);
  const lang = languageOf(ticket.subject, ticket.locale);

  if (draft === undefined) {
    return (
      <h2 class="subject" lang={lang}>
        <button
          type="button"
          ref={button}
          class="subject-button"
          title={t.thread.editSubject}
          onClick={() => setDraft(ticket.subject)}
        >
          {ticket.subject}
          <span class="subject-pen">
            <Icon name="pen" size={16} />
          </span>
          <span class="unseen"> ({t.thread.editSubject})</span>
        </button>
      </h2>
    );
  }
  const end = (saves: boolean) => {
    if (saves) onSave(draft);
    setDraft(undefined);
    requestAnimationFrame(() => button.current?.focus());
  };
  return (
    <form
      class="subject subject-form"
      onSubmit={(event) => {
        event.preventDefault();
        end(true);
      }}
    >
      <input
        ref={input}
        class="input subject-input"
        aria-label={t.thread.subject}
        lang={lang}
        maxLength={200}
        value={draft}
        onInput={({ currentTarget }) => setDraft(currentTarget.value)}
        onBlur={() => {
          onSave(draft);
          setDraft(undefined);
        }}
        onKeyDown={(event) => {
          if (event.key !== "Escape" || event.isComposing) return;
          event.stopPropagation();
          end(false);
        }}
      />
    </form>
  );
}

import { KotaeError } from "@kotae/sdk";
import { useModel } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import { ComposerModel } from "../store/composer.ts";
import { failureWords } from "../store/failure.ts";
import { ThreadModel } from "../store/thread.ts";
import { Icon } from "../ui/Icon.tsx";
import { useSpeech } from "../ui/language.ts";
import { Empty, Trouble, Waiting } from "../ui/Notice.tsx";
import { ComposerBox } from "./ComposerBox.tsx";
import { CustomerPanel } from "./CustomerPanel.tsx";
import { useDesk } from "./context.ts";
import { ThreadHeader } from "./ThreadHeader.tsx";
import { Transcript } from "./Transcript.tsx";
import { useShortcuts } from "./use-shortcuts.ts";

type Props = { ticketId: string; backHref: string };

/** One ticket: its header, conversation and composer, with the customer beside them. */
export function ThreadPane({ ticketId, backHref }: Props) {
  const { t } = useSpeech();
  const desk = useDesk();
  const thread = useModel(() => new ThreadModel(desk, ticketId));
  const composer = useModel(() => new ComposerModel(desk, ticketId, thread));
  const [isPanelOpen, setPanelOpen] = useState(false);
  const panelButton = useRef<HTMLButtonElement>(null);
  const state = thread.state.value;
  const ticket = thread.ticket.value;
  useShortcuts({
    assign: () => void thread.deeds.assign(desk.me.peek()),
    resolve: () => void thread.deeds.setStatus("resolved"),
  });
  useEffect(() => {
    if (ticket) document.title = `#${ticket.number} ${ticket.subject} · Kotae`;
  }, [ticket?.number, ticket?.subject]);

  const pane = useRef<HTMLDivElement>(null);
  const isThere = ticket !== undefined;
  useEffect(() => {
    // on a phone the row that was pressed is hidden now: without this the keyboard and the reader start from nowhere
    const active = document.activeElement;
    if (isThere && (active === document.body || !active?.checkVisibility())) pane.current?.focus();
  }, [isThere]);

  if (state.step === "failed") {
    const isGone = KotaeError.is(state.error) && state.error.status === 404;
    return (
      <div class="thread-pane">
        <BackLink href={backHref} />
        {isGone ? (
          <Empty icon="search" title={t.thread.gone} />
        ) : (
          <Trouble title={t.thread.failed} why={failureWords(state.error, t)} onRetry={thread.load} />
        )}
      </div>
    );
  }
  if (!ticket) {
    return (
      <div class="thread-pane">
        <BackLink href={backHref} />
        <Waiting what={t.thread.loading} rows={5} />
      </div>
    );
  }
  return (
    <>
      <div class="thread-pane" ref={pane} tabIndex={-1}>
        <ThreadHeader
          thread={thread}
          ticket={ticket}
          back={<BackLink href={backHref} />}
          panel={
            <button
              type="button"
              ref={panelButton}
              class="button button-quiet panel-button"
              aria-expanded={isPanelOpen}
              aria-controls="customer-panel"
              onClick={() => setPanelOpen(!isPanelOpen)}
            >
              <Icon name="person" size={16} />
              <span class="wide-only">{t.thread.customer}</span>
              <span class="unseen narrow-only">{t.thread.customer}</span>
            </button>
          }
        />
        <Transcript thread={thread} ticket={ticket} composer={composer} />
        <ComposerBox composer={composer} thread={thread} ticket={ticket} />
      </div>
      <CustomerPanel
        ticket={ticket}
        isOpen={isPanelOpen}
        onClose={() => {
          setPanelOpen(false);
          panelButton.current?.focus();
        }}
      />
    </>
  );
}

function BackLink({ href }: { href: string }) {
  const { t } = useSpeech();
  return (
    <a class="icon-button back" href={href} aria-label={t.keys.back} title={t.keys.back}>
      <Icon name="back" />
    </a>
  );
}

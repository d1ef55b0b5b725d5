import type { Citation, Ticket } from "@kotae/sdk/schema";
import type { Words } from "../store/timeline.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { Icon } from "../ui/Icon.tsx";
import { languageOf, useSpeech } from "../ui/language.ts";
import { Moment } from "../ui/Moment.tsx";
import { OuterLink, Prose } from "../ui/Prose.tsx";

/** What of a ticket says whose words are whose; a conversation without one has that, too. */
type Told = { customer: Pick<Ticket["customer"], "name" | "email">; locale: string };
type Props = { message: Words; follows: boolean; ticket: Told; seen: string | undefined };

/** Somebody's words: the customer's, the assistant's, an agent's, or a note among agents. */
export function WordsEntry({ message, follows, ticket, seen }: Props) {
  const { t } = useSpeech();
  const { author } = message;
  const isNote = message.kind === "note";
  const names: Record<typeof author.kind, string> = {
    visitor: ticket.customer.name ?? author.name ?? ticket.customer.email ?? t.inbox.visitor,
    assistant: t.thread.assistant,
    agent: author.name ?? t.thread.someone,
    system: t.event.system,
  };
  const name = names[author.kind];
  const answer = message.kind === "message" ? message.answer : null;
  return (
    <li class={`words words-${isNote ? "note" : author.kind}${follows ? " follows" : ""}`}>
      <div class="words-face">{!follows && <Avatar name={name} kind={author.kind} size={28} />}</div>
      <div class="words-body">
        <p class={follows ? "words-head unseen" : "words-head"}>
          <bdi class="words-name">{name}</bdi>
          {isNote && (
            <span class="note-label">
              <Icon name="lock" size={12} />
              {t.thread.note}
            </span>
          )}
          {answer && <span class="words-decision">{t.decision[answer.decision]}</span>}
          <Moment at={message.createdAt} as="clock" />
        </p>
        <Prose text={message.body} lang={languageOf(message.body, ticket.locale)} />
        {answer && answer.citations.length > 0 && <Sources citations={answer.citations} />}
        {seen && (
          <p class="seen">
            <Icon name="check" size={12} />
            {seen}
          </p>
        )}
      </div>
    </li>
  );
}

/** The numbered sources of an answer; the numbers stand in its text. */
function Sources({ citations }: { citations: Citation[] }) {
  const { t } = useSpeech();
  return (
    <ul class="sources" aria-label={t.thread.sources}>
      {citations.map((citation) => (
        <li key={citation.n}>
          <span class="source-number">{citation.n}</span>
          <OuterLink class="source" url={citation.url}>
            {citation.heading === "" ? citation.title : `${citation.title} · ${citation.heading}`}
          </OuterLink>
        </li>
      ))}
    </ul>
  );
}

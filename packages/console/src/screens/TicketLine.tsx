import type { TicketRow, TicketView } from "@kotae/sdk/schema";
import { isUnread } from "../store/inbox-rows.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { languageOf, useSpeech } from "../ui/language.ts";
import { Moment } from "../ui/Moment.tsx";
import { PriorityMark, StatusMark } from "../ui/StatusMark.tsx";

type Props = {
  row: TicketRow;
  href: string;
  isOpen: boolean;
  view: TicketView;
  motion: "arriving" | "leaving" | undefined;
};

/** One ticket in two lines: who and when, then what about and where it stands. */
export function TicketLine({ row, href, isOpen, view, motion }: Props) {
  const { t } = useSpeech();
  const name = row.customer.name ?? row.customer.email ?? t.inbox.visitor;
  const unread = isUnread(row);
  const owner = row.assignee?.name;
  return (
    <li class={`row-item ${motion ?? ""}`}>
      <a
        class={unread ? "row unread" : "row"}
        href={href}
        data-ticket={row.id}
        aria-current={isOpen ? "true" : undefined}
      >
        <span class="row-top">
          <span class="row-who">
            {unread && <span class="unseen">{t.inbox.unread}: </span>}
            <bdi>{name}</bdi>
          </span>
          <PriorityMark priority={row.priority} />
          <Moment at={row.updatedAt} as="age" />
        </span>
        <span class="row-bottom">
          <span class="row-what">
            <span class="row-subject" lang={languageOf(row.subject, row.locale)}>
              {row.subject}
            </span>{" "}
            <span class="row-preview" lang={languageOf(row.preview, row.locale)}>
              {t.inbox.from[row.lastAuthor]}
              {row.preview}
            </span>
          </span>
          <StatusMark status={row.status} />
          {owner && view === "all" && (
            <span class="row-owner" title={t.inbox.assignedTo(owner)}>
              <Avatar name={owner} kind="agent" size={20} />
              <span class="unseen">{t.inbox.assignedTo(owner)}</span>
            </span>
          )}
        </span>
      </a>
    </li>
  );
}

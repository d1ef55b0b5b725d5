import type { Ticket } from "@kotae/sdk/schema";
import { useEffect, useRef } from "preact/hooks";
import { Avatar } from "../ui/Avatar.tsx";
import { Icon } from "../ui/Icon.tsx";
import { languageOf, useSpeech } from "../ui/language.ts";
import { OuterLink } from "../ui/Prose.tsx";
import { TriedSection } from "./TriedSection.tsx";

type Props = { ticket: Ticket; isOpen: boolean; onClose(): void };

/** Who the customer is, where they were and what they tried: beside the thread, or over it where it is narrow. */
export function CustomerPanel({ ticket, isOpen, onClose }: Props) {
  const { t } = useSpeech();
  const close = useRef<HTMLButtonElement>(null);
  const { customer, rating } = ticket;
  const name = customer.name ?? t.inbox.visitor;
  useEffect(() => {
    if (isOpen) close.current?.focus();
  }, [isOpen]);
  return (
    <aside
      id="customer-panel"
      class={isOpen ? "customer is-open" : "customer"}
      aria-label={t.customer.title}
      onKeyDown={(event) => {
        if (event.key === "Escape" && isOpen) onClose();
      }}
    >
      <button
        type="button"
        ref={close}
        class="icon-button customer-close"
        aria-label={t.customer.close}
        onClick={onClose}
      >
        <Icon name="close" />
      </button>
      <div class="customer-head">
        <Avatar name={customer.name} kind="visitor" size={32} />
        <div class="customer-words">
          <h2 class="customer-name" lang={languageOf(name, ticket.locale)}>
            <bdi>{name}</bdi>
          </h2>
          <p class="quiet customer-email">{customer.email ?? t.customer.noEmail}</p>
        </div>
      </div>
      <ul class="customer-facts">
        <li
          title={customer.verified ? t.customer.verifiedHint : t.customer.unverifiedHint}
          class={customer.verified ? "fact fact-good" : "fact"}
        >
          <Icon name={customer.verified ? "check" : "person"} size={16} />
          {customer.verified ? t.customer.verified : t.customer.unverified}
        </li>
        <li class="fact">
          <span class={customer.online ? "presence presence-on" : "presence"} />
          {customer.online ? t.customer.online : t.customer.offline}
        </li>
      </ul>
      {rating && (
        <section class="panel-section" aria-label={t.customer.rating}>
          <h3>{t.customer.rating}</h3>
          <p>{t.customer.stars(rating.score)}</p>
          {rating.comment && (
            <p class="quoted" lang={languageOf(rating.comment, ticket.locale)}>
              {rating.comment}
            </p>
          )}
        </section>
      )}
      <TriedSection ticket={ticket} />
      <Where ticket={ticket} />
      <Attributes ticket={ticket} />
    </aside>
  );
}

function Where({ ticket }: { ticket: Ticket }) {
  const { t, f, now } = useSpeech();
  const { context, locale } = ticket;
  const local = context.timeZone ? f.clockIn(context.timeZone, now) : undefined;
  const devices: Partial<Record<string, string>> = t.customer.devices;
  const facts: [string, string | null][] = [
    [t.customer.browser, context.browser],
    [t.customer.os, context.os],
    [t.customer.device, devices[context.device ?? ""] ?? context.device],
    [t.customer.screen, context.screen],
    [t.customer.language, f.languageName(locale)],
    [
      t.customer.timeZone,
      context.timeZone && (local ? `${context.timeZone} (${t.customer.localTime(local)})` : context.timeZone),
    ],
  ];
  return (
    <section class="panel-section" aria-label={t.customer.where}>
      <h3>{t.customer.where}</h3>
      <dl class="facts">
        {context.page && (
          <div>
            <dt>{t.customer.page}</dt>
            <dd class="breakable">
              <OuterLink url={context.page}>{context.pageTitle || context.page}</OuterLink>
            </dd>
          </div>
        )}
        {context.referrer && (
          <div>
            <dt>{t.customer.referrer}</dt>
            <dd class="breakable">{context.referrer}</dd>
          </div>
        )}
        {facts.map(
          ([label, value]) =>
            value && (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
    </section>
  );
}

function Attributes({ ticket }: { ticket: Ticket }) {
  const { t } = useSpeech();
  const { attributes, externalId } = ticket.customer;
  const entries = Object.entries(attributes).filter(([, value]) => value !== null && value !== "");
  if (entries.length === 0 && externalId === null) return null;
  return (
    <section class="panel-section" aria-label={t.customer.attributes}>
      <h3>{t.customer.attributes}</h3>
      <dl class="facts">
        {externalId !== null && (
          <div>
            <dt>{t.customer.externalId}</dt>
            <dd class="breakable">{externalId}</dd>
          </div>
        )}
        {entries.map(([key, value]) => (
          <div key={key}>
            <dt>{key}</dt>
            <dd class="breakable">{typeof value === "object" ? JSON.stringify(value) : String(value)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

import type { ComponentChild } from "preact";
import { useRef } from "preact/hooks";
import { OurBubble, OwnBubble, TypingBubble } from "./Bubble.tsx";
import { useWidget } from "./context.ts";
import { EventLine, isShown } from "./EventLine.tsx";
import { Icon } from "./Icon.tsx";
import { Outcome } from "./Outcome.tsx";
import { Part } from "./Part.tsx";
import { useScroll } from "./scroll.ts";

/** Everything that was said and that happened, oldest first; what grows at its end moves nothing above it. */
export function Log() {
  const { t, conversation, judgeAnswer, showPerson } = useWidget();
  const { messages, drafts, stream, typist, ticket, outcome, isWithPerson, loading } = conversation;
  const box = useRef<HTMLDivElement>(null);
  const isAsking =
    stream.value !== undefined || drafts.value.some(({ as, state }) => as === "question" && state === "sending");
  const entries = messages.value.filter((message) => message.kind === "message" || isShown(message));
  const last = entries.at(-1);
  const { hasMore, jump } = useScroll(box, {
    count: entries.length + drafts.value.length,
    own: drafts.value.at(-1)?.clientId,
    isWithPerson: isWithPerson.value,
    isAsking,
    rest: `${stream.value?.text.length}${outcome.value}${typist.value?.id}${ticket.value?.canRate}`,
  });
  // the number of the last message of ours by a person, so that the states of ours stand under the newest only
  const lastOwn = messages.value.findLast((message) => message.kind === "message" && message.author.kind === "visitor");
  const isRefused = last?.kind === "message" && last.answer?.decision === "escalate" && !isWithPerson.value;

  // one list, so that a draft becomes its message and a stream its answer in the element it stands in
  const lines: ComponentChild[] = entries.map((message, index) => {
    const before = entries[index - 1];
    if (message.kind === "event") return <EventLine key={message.seq} message={message} />;
    if (message.kind !== "message") return null;
    if (message.author.kind === "visitor")
      return (
        <OwnBubble
          key={message.clientId ?? message.seq}
          message={message}
          isLast={message === lastOwn && drafts.value.length === 0}
        />
      );
    const asked = message.answer && before?.kind === "message" && before.clientId;
    return (
      <OurBubble
        key={asked ? `to ${asked}` : message.seq}
        message={message}
        before={before}
        after={entries[index + 1]}
      />
    );
  });
  for (const draft of drafts.value) lines.push(<OwnBubble key={draft.clientId} draft={draft} isLast />);
  if (stream.value) lines.push(<OurBubble key={`to ${stream.value.clientId}`} text={stream.value.text} />);

  return (
    <div class="log-frame">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div class="log" role="log" aria-live="polite" aria-label={t("conversation")} tabIndex={0} ref={box}>
        {loading.value === "yes" && <p class="slow">{t("loading")}</p>}
        {lines}
        {outcome.value === "ask" && !isAsking && drafts.value.length === 0 && (
          <Outcome key="outcome" judge={judgeAnswer} />
        )}
        {isRefused && !isAsking && (
          <button key="hand-over" type="button" class="primary hand-over" onClick={showPerson}>
            <Icon name="person" />
            {t("person")}
          </button>
        )}
        {typist.value && <TypingBubble key="typing" name={typist.value.name} />}
        {ticket.value?.canRate && <Part key="rating" name="rating" />}
        {ticket.value?.status === "resolved" && (
          <p key="reopens" class="event">
            {t("reopens")}
          </p>
        )}
        <div key="space" class="space" />
      </div>
      {hasMore && (
        <button type="button" class="jump" onClick={jump}>
          <Icon name="down" />
          {t("newMessages")}
        </button>
      )}
    </div>
  );
}

import type { Message } from "@kotae/sdk/schema";
import type { Draft, Said } from "../store/thread.ts";
import { format, timeAgo } from "../strings/words.ts";
import { useWidget } from "./context.ts";
import { Icon } from "./Icon.tsx";
import { Prose, wholeWords } from "./Prose.tsx";

/** What the visitor said, on its own side, with how far it has got. */
export function OwnBubble({ message, draft, isLast }: { message?: Said; draft?: Draft; isLast: boolean }) {
  const { t, conversation } = useWidget();
  const id = message?.clientId ?? draft?.clientId ?? String(message?.seq);
  const isRead =
    message !== undefined && message.seq <= conversation.agentReadSeq.value && conversation.isWithPerson.value;
  return (
    <div class="line own" data-id={id}>
      <span class="hidden-words">{t("you")}: </span>
      <div class={draft && draft.state !== "sending" ? "bubble unsent" : "bubble"}>
        <Prose text={message?.body ?? draft?.body ?? ""} />
      </div>
      {draft?.state === "failed" ? (
        <Failed draft={draft} />
      ) : draft?.state === "waiting" ? (
        <p class="state">
          {t("waiting")}{" "}
          <button type="button" class="link small" onClick={() => conversation.retry(draft.clientId)}>
            {t("tryAgain")}
          </button>
        </p>
      ) : draft && conversation.stream.value?.clientId !== draft.clientId ? (
        <p class="state pending">{t("sending")}</p>
      ) : message && isLast ? (
        <p class="state">
          {conversation.isWithPerson.value && <>{t(isRead ? "read" : "sent")} · </>}
          <Time at={message.createdAt} />
        </p>
      ) : null}
    </div>
  );
}

function Failed({ draft }: { draft: Draft }) {
  const { t, conversation } = useWidget();
  return (
    <p class="state late" role="alert">
      {t("failed")}{" "}
      <button type="button" class="link small" onClick={() => conversation.retry(draft.clientId)}>
        {t("tryAgain")}
      </button>
    </p>
  );
}

/** What the assistant or an agent said; the name stands over the first of several, the time under the last. */
export function OurBubble({
  message,
  before,
  after,
}: {
  message: Said;
  before?: Message | undefined;
  after?: Message | undefined;
}) {
  const { t } = useWidget();
  const { author, answer, body } = message;
  const isSame = (other: Message | undefined) =>
    other?.kind === "message" && other.author.kind === author.kind && other.author.id === author.id;
  const isFirst = !isSame(before);
  const name = author.kind === "assistant" ? t("assistant") : (author.name ?? t("someone"));
  return (
    <div class={isFirst ? "line first" : "line"} data-id={message.seq}>
      {isFirst ? (
        <Who name={name} isAssistant={author.kind === "assistant"} />
      ) : (
        <span class="hidden-words">{name}: </span>
      )}
      <div class="bubble">
        {answer?.decision === "clarify" && <p class="quiet-words">{t("clarify")}</p>}
        {answer?.decision === "escalate" && <p class="strong">{t("escalate")}</p>}
        <Prose text={body} citations={answer?.citations} />
      </div>
      {answer && answer.citations.length > 0 && <Sources message={message} />}
      {!isSame(after) && (
        <p class="state">
          <Time at={message.createdAt} />
        </p>
      )}
    </div>
  );
}

function Who({ name, isAssistant }: { name: string; isAssistant: boolean }) {
  return (
    <p class="who">
      <span class={isAssistant ? "face spark" : "face"} aria-hidden="true">
        {isAssistant ? <Icon name="spark" /> : [...name.trim()][0]?.toUpperCase()}
      </span>
      <span>{name}</span>
    </p>
  );
}

/** The numbered articles an answer rests on; each opens in the panel. */
function Sources({ message }: { message: Said }) {
  const { t, showArticle } = useWidget();
  const seen = new Map(message.answer?.citations.map((one) => [one.n, one]));
  return (
    <ul class="sources" aria-label={t("sources")}>
      {[...seen.values()].map(({ n, articleId, title, heading }) => (
        <li key={n}>
          <button type="button" class="chip" title={heading || title} onClick={() => showArticle(articleId)}>
            <span class="chip-number">{n}</span>
            <span class="chip-words">{title}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** The answer while it is being written; read out only once it stands in the conversation. */
export function StreamBubble({ text }: { text: string }) {
  const { t } = useWidget();
  const words = wholeWords(text);
  return (
    <div class="line first" data-id="stream">
      <Who name={t("assistant")} isAssistant />
      <div class="bubble" aria-busy="true">
        {words === "" ? <Dots words={t("thinking")} /> : <Prose text={words} isGrowing />}
      </div>
    </div>
  );
}

/** Somebody is writing. */
export function TypingBubble({ name }: { name: string | null }) {
  const { t } = useWidget();
  return (
    <div class="line">
      <div class="bubble">
        <Dots words={t("writing", { name: name ?? t("someone") })} />
      </div>
    </div>
  );
}

function Dots({ words }: { words: string }) {
  return <p class="dots">{words}</p>;
}

function Time({ at }: { at: string }) {
  const { lang, now } = useWidget();
  const time = Date.parse(at);
  return (
    <time dateTime={at} title={format(lang.value, time, { dateStyle: "medium", timeStyle: "short" })}>
      {timeAgo(lang.value, time, now.value)}
    </time>
  );
}

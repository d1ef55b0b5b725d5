import type { Author, Message } from "@kotae/sdk/schema";
import type { Draft, Said } from "../store/thread.ts";
import { format, timeAgo } from "../strings/words.ts";
import { useWidget } from "./context.ts";
import { Icon } from "./Icon.tsx";
import { Offers } from "./Offers.tsx";
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
      ) : isLast ? (
        // there from the first piece of an answer on: a line that came with its end would push it down
        <p class="state">
          {message && conversation.isWithPerson.value && <>{t(isRead ? "read" : "sent")} · </>}
          <Time at={message?.createdAt ?? new Date(draft?.at ?? 0).toISOString()} />
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

/**
 * What the assistant or an agent said; the name stands over the first of several, the time under the last. An answer
 * that is still being written has no message yet: what is stored in the end takes its place, in the same element.
 */
export function OurBubble({
  message,
  text = "",
  before,
  after,
}: {
  message?: Said;
  text?: string;
  before?: Message | undefined;
  after?: Message | undefined;
}) {
  const { t, lang } = useWidget();
  const { author, answer, body } = message ?? { author: assistant, answer: null, body: wholeWords(text) };
  const isSame = (other: Message | undefined) =>
    other?.kind === "message" && other.author.kind === author.kind && other.author.id === author.id;
  const isFirst = !isSame(before);
  const isAssistant = author.kind === "assistant";
  const name = isAssistant ? t("assistant") : (author.name ?? t("someone"));
  const choices = answer?.decision === "clarify" ? answer.citations : [];
  const foreign = answer?.foreign ? (/[\u3040-\u30ff\u4e00-\u9fff]/.test(body) ? "ja" : "en") : undefined;
  return (
    <div class={isFirst ? "line first" : "line"} data-id={message?.seq ?? "stream"}>
      {isFirst ? (
        <p class="who">
          <span class={isAssistant ? "face spark" : "face"} aria-hidden="true">
            {isAssistant ? <Icon name="spark" /> : [...name.trim()][0]?.toUpperCase()}
          </span>
          <span>{name}</span>
        </p>
      ) : (
        <span class="hidden-words">{name}: </span>
      )}
      <div class="bubble" aria-busy={!message} lang={foreign}>
        {answer?.decision === "escalate" && !answer.offers && <p class="strong">{t("escalate")}</p>}
        {foreign && (
          <p class="quiet-words" lang={lang.value}>
            {t("foreign", { language: new Intl.DisplayNames(lang.value, { type: "language" }).of(foreign) ?? "" })}
          </p>
        )}
        {body === "" ? (
          <Dots words={t("thinking")} />
        ) : (
          // what there is to choose stands below, as buttons
          <Prose
            text={choices[0] ? String(body.split("\n- ")[0]) : body}
            citations={answer?.citations}
            isGrowing={!message}
          />
        )}
      </div>
      {message && choices[0] && <Choices titles={choices.map(({ title }) => title)} />}
      {message && answer?.citations[0] && !choices[0] && <Sources message={message} />}
      {message && answer?.offers && <Offers offers={answer.offers} />}
      {message && !isSame(after) && (
        <p class="state">
          <Time at={message.createdAt} />
        </p>
      )}
    </div>
  );
}

const assistant: Author = { kind: "assistant", id: null, name: null };

/** The topics the assistant asks back about: each asks for itself. */
function Choices({ titles }: { titles: readonly string[] }) {
  const { t, ask } = useWidget();
  return (
    <ul class="choices" aria-label={t("choices")}>
      {titles.map((title) => (
        <li key={title}>
          <button type="button" class="secondary" onClick={() => ask(title)}>
            {title}
          </button>
        </li>
      ))}
    </ul>
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

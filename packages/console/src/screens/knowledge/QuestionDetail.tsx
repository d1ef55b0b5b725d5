import type { QuestionDetail as Detail } from "@kotae/sdk/schema";
import { useState } from "preact/hooks";
import { hrefOf } from "../../store/place.ts";
import type { Questions } from "../../store/questions.ts";
import { at } from "../../store/sections.ts";
import { shortcuts } from "../../store/shortcuts.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Kbd } from "../../ui/Kbd.tsx";
import { languageOf } from "../../ui/language.ts";
import { Moment } from "../../ui/Moment.tsx";
import { Shown } from "../../ui/Shown.tsx";
import { ConversationSheet } from "../ConversationSheet.tsx";
import { useDesk } from "../context.ts";
import { AnswerReasons, Ranking } from "./AnswerReasons.tsx";
import { ArticlePicker } from "./ArticlePicker.tsx";
import { Complaints } from "./Complaints.tsx";
import { useKnowledge } from "./words.ts";

type Props = { questions: Questions; backHref: string; onNext(): void; onReviewed(): void };

/** One question: what was answered and why, what would be today, and what somebody says of it. */
export function QuestionDetail({ questions, backHref, onNext, onReviewed }: Props) {
  const { k, t } = useKnowledge();
  const words = k.questions;
  const [reading, setReading] = useState(false);
  return (
    <section class="split-open" aria-label={words.title}>
      <div class="detail-bar">
        <a class="icon-button detail-back" href={backHref} aria-label={words.back}>
          <Icon name="back" />
        </a>
        <span class="detail-space" />
        <button type="button" class="button button-quiet" onClick={onNext}>
          {words.next}
          <Kbd>{shortcuts.next}</Kbd>
        </button>
        <button
          type="button"
          class="button"
          aria-disabled={questions.isSaving.value}
          aria-keyshortcuts={shortcuts.resolve}
          onClick={onReviewed}
        >
          <Icon name="check" size={16} />
          {words.markReviewed}
          <Kbd>{shortcuts.resolve}</Kbd>
        </button>
      </div>
      <div class="detail-scroll" tabIndex={-1}>
        <Shown of={questions.detail} loading={words.detailLoading} failed={words.detailFailed} rows={4}>
          {(question) => (
            <article class="detail">
              <h2 class="detail-title" lang={languageOf(question.text, question.lang)}>
                {question.text}
              </h2>
              <p class="detail-note">
                <Moment at={question.createdAt} as="age" />
                <span>{words.outcome[question.outcome]}</span>
                <span>
                  {question.solved === null ? words.unsaid : question.solved ? words.solved : words.notSolved}
                </span>
                {question.ticketId ? (
                  <a href={`/console/tickets/${question.ticketId}?view=all&status=any`}>{words.ticket}</a>
                ) : (
                  <button type="button" class="link-button" onClick={() => setReading(true)}>
                    {words.conversation}
                  </button>
                )}
                {question.gapId && <a href={hrefOf(at("gaps", question.gapId))}>{words.gap}</a>}
              </p>
              <Complaints complaints={question.complaints} lang={question.lang} />
              <div class="detail-columns">
                <section class="card" aria-label={words.answer}>
                  <h3>{words.answer}</h3>
                  <AnswerReasons
                    words={k.answers.decided}
                    decision={question.decision}
                    reasons={question.reasons}
                    confidence={question.confidence}
                    threshold={question.threshold}
                    answer={question.answer}
                    citations={question.citations}
                    ranked={question.ranked}
                    lang={question.lang}
                  />
                  {question.answer !== "" && question.decision === "answer" && (
                    <p class="hint">{question.generated ? words.generated : words.quoted}</p>
                  )}
                </section>
                <div class="detail-side">
                  <Verdict question={question} questions={questions} />
                  <Today question={question} />
                </div>
              </div>
              {reading && (
                <ConversationSheet
                  conversationId={question.conversationId}
                  customer={{ name: null, email: null }}
                  lang={question.lang}
                  onClose={() => setReading(false)}
                />
              )}
            </article>
          )}
        </Shown>
      </div>
      <span class="unseen">{t.keys.resolve}</span>
    </section>
  );
}

/** Which article is the right one, as somebody says who knows. */
function Verdict({ question, questions }: { question: Detail; questions: Questions }) {
  const { k, f, now } = useKnowledge();
  const { team } = useDesk();
  const words = k.questions;
  const { review } = question;
  const known = [...question.ranked, ...question.now.ranked, ...question.citations];
  const right = review?.rightArticleId;
  const title = known.find(({ articleId }) => articleId === right)?.title;
  const best = question.now.ranked[0] ?? question.ranked[0];
  const by = team.agents.value.find(({ id }) => id === review?.by)?.name ?? review?.by ?? "";
  return (
    <section class="card" aria-label={words.right}>
      <h3>{words.right}</h3>
      {review ? (
        <div class="verdict-box" role="status">
          <p>{right ? (title ? words.reviewedRight(title) : words.reviewedRightAny) : words.reviewedNone}</p>
          <p class="hint">{words.reviewedBy(by, f.age(review.at, now))}</p>
          <button type="button" class="button" onClick={() => void questions.setReviewed(false)}>
            {words.reopen}
          </button>
        </div>
      ) : (
        <p class="hint">{words.rightHint}</p>
      )}
      <ArticlePicker
        lang={question.lang}
        first={question.text.slice(0, 200)}
        action={words.answers}
        chosenId={right}
        disabled={questions.isSaving.value}
        onChoose={({ articleId }) => void questions.answeredBy(articleId)}
      />
      <div class="card-deeds">
        <button
          type="button"
          class="button"
          aria-disabled={questions.isSaving.value}
          onClick={() => void questions.answeredBy(null)}
        >
          {words.noArticle}
        </button>
        {best && (
          <a
            class="button"
            href={hrefOf(
              at("articles", best.articleId, {
                panel: "try",
                ask: question.text.slice(0, 300),
                question: question.id,
              }),
            )}
          >
            <Icon name="pen" size={16} />
            {words.fix}
          </a>
        )}
        <a
          class="button"
          href={hrefOf(
            at("articles", "new", {
              lang: question.lang,
              question: question.id,
              title: question.text.slice(0, 150),
              panel: "try",
              ask: question.text.slice(0, 300),
            }),
          )}
        >
          <Icon name="plus" size={16} />
          {words.create}
        </a>
      </div>
    </section>
  );
}

/** What the same question would get now. */
function Today({ question }: { question: Detail }) {
  const { k } = useKnowledge();
  const words = k.questions;
  const { decision, ranked } = question.now;
  const isMended = decision === "answer" && question.decision !== "answer";
  const best = ranked[0];
  const order = (found: Detail["ranked"]) => found.map(({ articleId }) => articleId).join();
  // what stands beside it already would say it twice
  const isSame = order(ranked.slice(0, 3)) === order(question.ranked.slice(0, 3));
  return (
    <section class="card" aria-label={words.today}>
      <h3>{words.today}</h3>
      <p class={isMended ? "today-mended" : undefined}>
        {isMended && <Icon name="check" size={16} />}
        {decision === question.decision ? words.todaySame : words.todayOther(lowered(k.answers.decides[decision]))}
      </p>
      {isMended && best && (
        <p class="hint">
          {words.todayFrom}{" "}
          <a href={hrefOf(at("articles", best.articleId))} lang={languageOf(best.title, question.lang)}>
            {best.title}
          </a>
        </p>
      )}
      {!isSame && <Ranking ranked={ranked} lang={question.lang} articleId={undefined} />}
    </section>
  );
}

const lowered = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

import type { Preview } from "@kotae/sdk/schema";
import type { ReadonlySignal } from "@preact/signals";
import { useModel } from "@preact/signals";
import { useId } from "preact/hooks";
import type { ArticleForm } from "../../store/article-form.ts";
import { isComposing } from "../../store/shortcuts.ts";
import { type TryAnswer, TryAnswerModel } from "../../store/try-answer.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Shown } from "../../ui/Shown.tsx";
import { useDesk } from "../context.ts";
import { AnswerReasons } from "./AnswerReasons.tsx";
import { useKnowledge } from "./words.ts";

type Props = {
  form: ReadonlySignal<ArticleForm>;
  articleId: string | undefined;
  first: string;
  /** The question of a visitor's that is tried, where it is one; empty for none. */
  questionId: string;
  lang: string;
};

/** What would be answered with the article as it stands here. */
export function TryPanel({ form, articleId, first, questionId, lang }: Props) {
  const { k } = useKnowledge();
  const desk = useDesk();
  const model = useModel(() => new TryAnswerModel(desk, form, articleId, { first, questionId }));
  const id = useId();
  const words = k.answers;
  const state = model.reader.state.value;
  const found = state.step === "ready" ? state.value : undefined;
  return (
    <div class="panel">
      <h2 class="panel-title">{words.tryTitle}</h2>
      <p class="hint">{words.tryHint}</p>
      <form
        class="try-form"
        onSubmit={(event) => {
          event.preventDefault();
          model.commit();
        }}
      >
        <label class="unseen" for={id}>
          {words.question}
        </label>
        <textarea
          id={id}
          class="input"
          rows={2}
          lang={lang}
          maxLength={2_000}
          placeholder={words.placeholder}
          value={model.question.value}
          onInput={({ currentTarget }) => model.ask(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.shiftKey || isComposing(event)) return;
            event.preventDefault();
            model.commit();
          }}
          onBlur={() => model.question.peek().trim() !== "" && model.remember()}
        />
      </form>
      <Tested model={model} />
      <p class="unseen" role="status">
        {found && `${words.decides[found.decision]}. ${sureIn(found, words.sure)}`}
      </p>
      <div aria-busy={model.reader.isBusy.value}>
        <Shown of={model.reader} loading={words.loading} failed={words.failed}>
          {(preview) =>
            preview === undefined ? (
              <p class="quiet panel-gap">{words.empty}</p>
            ) : (
              <AnswerReasons
                words={words.decides}
                decision={preview.decision}
                reasons={preview.reasons}
                confidence={preview.confidence}
                threshold={preview.threshold}
                answer={preview.answer}
                citations={preview.citations}
                ranked={preview.ranked}
                lang={lang}
                // the server knows an article that is not saved yet by this name
                articleId={articleId ?? "draft"}
              />
            )
          }
        </Shown>
      </div>
    </div>
  );
}

const sureIn = ({ confidence, threshold }: Preview, say: (has: number, needs: number) => string) =>
  say(Math.round(confidence * 100), Math.round(threshold * 100));

/** The questions that were tried before, to try them again after a change. */
function Tested({ model }: { model: TryAnswer }) {
  const { k } = useKnowledge();
  const { tested } = useDesk();
  const words = k.answers;
  if (tested.value.length === 0) return null;
  return (
    <section aria-label={words.tested}>
      <p class="panel-label">{words.tested}</p>
      <ul class="tested">
        {tested.value.map((question) => (
          <li key={question} class="tested-item">
            <button
              type="button"
              class="tested-question"
              aria-label={words.testAgain(question)}
              onClick={() => model.commit(question)}
            >
              {question}
            </button>
            <button
              type="button"
              class="tested-forget"
              aria-label={words.forget(question)}
              onClick={() => model.forget(question)}
            >
              <Icon name="close" size={12} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

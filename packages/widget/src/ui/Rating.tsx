import { useState } from "preact/hooks";
import { ratingWords } from "../strings/rating.ts";
import type { Key } from "../strings/words.ts";
import { useWidget } from "./context.ts";
import { Optional } from "./Optional.tsx";

const scores = [1, 2, 3, 4, 5] as const;

/** Asks how it was, once a matter is solved. */
export function Rating() {
  const { t, lang, conversation } = useWidget();
  const words = ratingWords[lang.value];
  const [score, setScore] = useState(0);
  const [comment, setComment] = useState("");
  const [state, setState] = useState<"asking" | "sending" | "failed">("asking");

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (score === 0) return;
    setState("sending");
    const view = (event.currentTarget as HTMLElement).closest(".view");
    try {
      await conversation.rate(score, comment);
      // the log shows it in place of this form, and the focus must not be lost with it
      view?.querySelector<HTMLElement>("[data-focus]")?.focus({ preventScroll: true });
    } catch {
      setState("failed");
    }
  }

  return (
    <form class="rating form" onSubmit={(event) => void submit(event)}>
      <fieldset>
        <legend>{words.title}</legend>
        <div class="scores">
          {scores.map((value) => (
            <label key={value} class="score">
              <input
                type="radio"
                name="kotae-score"
                value={value}
                checked={score === value}
                aria-label={t(`rate${value}` as Key)}
                onChange={() => setScore(value)}
              />
              <span aria-hidden="true">{value}</span>
            </label>
          ))}
        </div>
        <p class="score-words" aria-hidden="true">
          {score > 0 ? (
            <span>{t(`rate${score}` as Key)}</span>
          ) : (
            <>
              <span>{t("rate1")}</span>
              <span>{t("rate5")}</span>
            </>
          )}
        </p>
      </fieldset>
      {score > 0 && (
        <>
          <label>
            {words.comment}
            <Optional />
            <textarea
              rows={2}
              maxLength={1000}
              value={comment}
              onInput={(event) => setComment(event.currentTarget.value)}
            />
          </label>
          {state === "failed" && (
            <p class="problem" role="alert">
              {t("failed")}
            </p>
          )}
          <button type="submit" class="primary" disabled={state === "sending"}>
            {state === "sending" ? t("sending") : words.send}
          </button>
        </>
      )}
    </form>
  );
}

import { answerRoutes } from "@kotae/sdk/routes";
import { useState } from "preact/hooks";
import { articleWords } from "../strings/article.ts";
import { useWidget } from "./context.ts";
import { Icon } from "./Icon.tsx";

/** Asks whether an article helped, and where it did not, why; a line is enough, and none is enough as well. */
export function Helpful({ id }: { id: string }) {
  const { t, lang, client, site, reading, judgeArticle } = useWidget();
  const [comment, setComment] = useState("");
  const [state, setState] = useState<"asking" | "sending" | "failed" | "sent">("asking");
  const words = articleWords[lang.value];
  const judged = reading.judged.value[id];
  const tell = (helpful: boolean, more?: string) =>
    client.request(answerRoutes.giveFeedback, { id, site, helpful, ...(more && { comment: more }) });

  function judge(helpful: boolean): void {
    judgeArticle(id, helpful);
    // it was said, and what follows from it here does not wait for a count
    tell(helpful).catch(() => {});
  }

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const why = comment.toWellFormed().replaceAll("\u0000", "").trim();
    if (why === "") return;
    setState("sending");
    const view = (event.currentTarget as HTMLElement).closest(".view");
    try {
      await tell(false, why);
      setState("sent");
      // the form is gone, and the focus must not be lost with it
      view?.querySelector<HTMLElement>("[data-focus]")?.focus({ preventScroll: true });
    } catch {
      setState("failed");
    }
  }

  if (judged === undefined)
    return (
      <fieldset class="helpful">
        <legend>{words.helpful}</legend>
        <button type="button" class="secondary" onClick={() => judge(true)}>
          {words.yes}
        </button>
        <button type="button" class="secondary" onClick={() => judge(false)}>
          {words.no}
        </button>
      </fieldset>
    );
  if (judged || state === "sent")
    return (
      <p class="thanks" role="status">
        <Icon name="check" />
        {judged ? words.thanks : words.thanksForWords}
      </p>
    );
  return (
    <form class="form" onSubmit={(event) => void submit(event)}>
      <div class="say">
        <label>
          {words.missing}
          <input maxLength={1000} value={comment} onInput={(event) => setComment(event.currentTarget.value)} />
        </label>
        <button type="submit" class="secondary" disabled={state === "sending"}>
          {words.send}
        </button>
      </div>
      {state === "failed" && (
        <p class="problem" role="alert">
          {t("failed")}
        </p>
      )}
    </form>
  );
}

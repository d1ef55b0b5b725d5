import type { Key } from "../strings/words.ts";
import { useWidget } from "./context.ts";

/** Says how the connection is, when there is something to say; matters only while people are on the other side. */
export function Banner() {
  const { t, conversation } = useWidget();
  const { link, isWithPerson, loading } = conversation;
  const state = link.value;
  const words: Key | undefined =
    loading.value === "failed"
      ? "threadFailed"
      : !isWithPerson.value
        ? undefined
        : state === "offline" || state === "polling" || state === "connecting"
          ? state
          : undefined;
  return (
    <div class="banner" role="status" hidden={!words} data-state={state}>
      {words && t(words)}
      {loading.value === "failed" && (
        <button type="button" class="link small" onClick={() => void conversation.resume(conversation.id.peek() ?? "")}>
          {t("tryAgain")}
        </button>
      )}
    </div>
  );
}

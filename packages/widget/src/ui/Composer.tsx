import { useLayoutEffect, useRef } from "preact/hooks";
import { messageChars, questionChars } from "../store/words.ts";
import { useWidget } from "./context.ts";
import { Icon } from "./Icon.tsx";
import { isComposing } from "./Search.tsx";

/** Where the visitor writes: Enter sends, Shift+Enter breaks, and it grows to five lines. */
export function Composer({ isDisabled }: { isDisabled: boolean }) {
  const { t, conversation, composer } = useWidget();
  const field = useRef<HTMLTextAreaElement>(null);
  const text = composer.value;
  const most = conversation.isWithPerson.value ? messageChars : questionChars;
  const left = most - text.length;
  const canSend = !isDisabled && left >= 0 && text.trim() !== "";

  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    element.style.setProperty("height", "auto");
    // the style sheet ends it at five lines
    element.style.setProperty("height", `${element.scrollHeight}px`);
  }, [text]);

  function send(): void {
    if (!canSend) return;
    conversation.say(text);
    composer.value = "";
    field.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== "Enter" || event.shiftKey || isComposing(event)) return;
    event.preventDefault();
    send();
  }

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <textarea
        ref={field}
        rows={1}
        data-focus
        aria-label={t("message")}
        aria-describedby={left < 500 ? "kotae-left" : undefined}
        aria-invalid={left < 0}
        placeholder={t(conversation.isWithPerson.value ? "writeMessage" : "writeQuestion")}
        enterkeyhint="send"
        value={text}
        onInput={(event) => {
          composer.value = event.currentTarget.value;
          conversation.typing();
        }}
        onKeyDown={onKeyDown}
      />
      <button type="submit" class="send" aria-label={t("send")} disabled={!canSend}>
        <Icon name="send" />
      </button>
      {left < 500 && (
        <p id="kotae-left" class={left < 0 ? "rest late" : "rest"} role="status">
          {left < 0 ? t("tooLong", { n: -left }) : t("left", { n: left })}
        </p>
      )}
    </form>
  );
}

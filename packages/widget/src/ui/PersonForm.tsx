import { KotaeError } from "@kotae/sdk";
import { useState } from "preact/hooks";
import { clean, messageChars } from "../store/words.ts";
import type { Key } from "../strings/words.ts";
import { useWidget } from "./context.ts";
import { Header } from "./Header.tsx";
import { Optional } from "./Optional.tsx";

/** Asks for a person: how to reach the visitor where that is not known, and what else there is to say. */
export function PersonForm({ close }: { close: () => void }) {
  const { t, session, conversation, requestPerson, request } = useWidget();
  const visitor = session.visitor.value;
  const [isSending, setSending] = useState(false);
  const [failure, setFailure] = useState<{ field?: "words" | "email"; key: Key }>();
  const { name, email, words } = request.value;
  const isFirst = conversation.isEmpty.value;
  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const address = clean(email);
    const wrong =
      isFirst && clean(words) === "" ? "words" : address && !/^\S+@\S+\.\S+$/.test(address) ? "email" : undefined;
    if (wrong) {
      setFailure({ field: wrong, key: wrong === "words" ? "needWords" : "emailWrong" });
      form.querySelector<HTMLElement>(`[name=${wrong}]`)?.focus();
      return;
    }
    setSending(true);
    try {
      const called = clean(name);
      const who = {
        ...(visitor?.name || called === "" ? {} : { name: called }),
        ...(visitor?.email || address === "" ? {} : { email: address }),
      };
      await requestPerson({ body: words, ...who });
    } catch (error) {
      const isEmail = KotaeError.is(error) && error.errors?.some(({ path }) => path === "email");
      const isBusy = KotaeError.is(error) && error.code === "rate_limited";
      setFailure(isEmail ? { field: "email", key: "emailWrong" } : { key: isBusy ? "failedBusy" : "failed" });
    }
    setSending(false);
  }

  const problem = failure && (
    <p class="problem" id="kotae-problem" role="alert">
      {t(failure.key)}
    </p>
  );
  const control = (field: "words" | "name" | "email") => ({
    name: field,
    value: request.value[field],
    ...(failure?.field === field && ({ "aria-invalid": true, "aria-describedby": "kotae-problem" } as const)),
    onInput(event: Event) {
      request.value = { ...request.peek(), [field]: (event.currentTarget as HTMLInputElement).value };
      setFailure(undefined);
    },
  });

  return (
    <div class="view">
      <Header title={t("person")} close={close} />
      <form class="scroll form" onSubmit={(event) => void submit(event)} noValidate>
        <p class="quiet-words">
          {visitor?.email
            ? t("personKnown", { email: visitor.email })
            : t(conversation.needsContact.value ? "personGaveUp" : "personIntro")}
        </p>
        <label>
          {t(isFirst ? "words" : "wordsMore")}
          {!isFirst && <Optional />}
          <textarea data-focus rows={4} maxLength={messageChars} required={isFirst} {...control("words")} />
        </label>
        {failure?.field === "words" && problem}
        {asked.map(
          ([field, maxLength]) =>
            !visitor?.[field] && (
              <label key={field}>
                {t(field)}
                <Optional />
                <input
                  inputMode={field === "email" ? field : "text"}
                  autocomplete={field}
                  maxLength={maxLength}
                  {...control(field)}
                />
              </label>
            ),
        )}
        {failure?.field !== "words" && problem}
        <button type="submit" class="primary wide-button" disabled={isSending}>
          {t(isSending ? "sending" : "askPerson")}
        </button>
        <p class="fine">{t("sendsAlong")}</p>
      </form>
    </div>
  );
}

const asked = [
  ["name", 100],
  ["email", 254],
] as const;

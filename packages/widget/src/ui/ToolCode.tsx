import type { KotaeError } from "@kotae/sdk";
import { answerRoutes } from "@kotae/sdk/routes";
import type { Output } from "@kotae/sdk/schema";
import { useEffect, useRef, useState } from "preact/hooks";
import { toolWords } from "../strings/tool.ts";
import { useWidget } from "./context.ts";

export type ToolCodeProps = {
  run: Output<"startToolRun">;
  /** Has another code sent. */
  again: () => Promise<void>;
  cancel: () => void;
  /** It is done, or can no longer be: the thread says which. */
  end: () => void;
};

const digits = 6;
const waitSeconds = 30;

/** The six digits as somebody typed or pasted them: full-width ones count, and what stands between them does not. */
const digitsOf = (typed: string) => typed.normalize("NFKC").replaceAll(/\D/g, "").slice(0, digits);

/** Asks for the code that went to the visitor's address; the sixth digit sends it. */
export function ToolCode({ run, again, cancel, end }: ToolCodeProps) {
  const { lang, client, session, conversation } = useWidget();
  const words = toolWords[lang.value];
  const [code, setCode] = useState("");
  const [state, setState] = useState<"asking" | "working" | "codeWrong" | "failed" | "busy">("asking");
  const [wait, setWait] = useState(waitSeconds);
  const [isNew, setNew] = useState(false);
  const field = useRef<HTMLInputElement>(null);

  useEffect(() => {
    setWait(waitSeconds);
    field.current?.focus();
    const timer = setInterval(() => setWait((left) => Math.max(0, left - 1)), 1_000);
    return () => clearInterval(timer);
  }, [run.runId]);

  const stateOf = (error: unknown) => {
    const { code: kind, errors } = (error ?? {}) as Partial<KotaeError>;
    return kind === "rate_limited" ? "busy" : errors?.some(({ path }) => path === "code") ? "codeWrong" : "failed";
  };

  async function confirm(typed: string): Promise<void> {
    if (typed.length < digits || state === "working") return;
    setState("working");
    const asked = { id: conversation.id.peek(), runId: run.runId, code: typed };
    try {
      await session.run(() => client.request(answerRoutes.confirmToolRun, asked, { timeoutMs: 40_000 }));
      end();
    } catch (error) {
      setState(stateOf(error));
      setCode("");
      field.current?.focus();
    }
  }

  function take(typedIn: HTMLInputElement): void {
    const typed = digitsOf(typedIn.value);
    typedIn.value = typed;
    setCode(typed);
    void confirm(typed);
  }

  async function sendAgain(): Promise<void> {
    setState("working");
    try {
      await again();
      setNew(true);
      setState("asking");
    } catch (error) {
      setState(stateOf(error));
    }
  }

  return (
    <form
      class="scroll form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void confirm(code);
      }}
    >
      <p class="quiet-words" role="status">
        {isNew && `${words.codeNew} `}
        {words.codeSent.replace("{to}", run.sentTo ?? "")}
      </p>
      <label>
        {words.codeTitle}
        <input
          class="code"
          data-focus
          ref={field}
          inputMode="numeric"
          autocomplete="one-time-code"
          value={code}
          aria-invalid={state === "codeWrong"}
          aria-describedby={state === "codeWrong" ? "kotae-code-wrong" : undefined}
          onInput={(event) => {
            // an input method is still choosing: what it shows is not what was typed
            if (!event.isComposing) take(event.currentTarget);
          }}
          onCompositionEnd={(event) => take(event.currentTarget)}
        />
      </label>
      {state !== "asking" && state !== "working" && (
        <p class="problem" id="kotae-code-wrong" role="alert">
          {words[state]}
        </p>
      )}
      <button type="submit" class="primary wide-button" disabled={state === "working" || code.length < digits}>
        {state === "working" ? words.working : words.confirm}
      </button>
      <div class="pair">
        {wait > 0 ? (
          <span class="fine">{words.codeWait.replace("{n}", String(wait))}</span>
        ) : (
          <button type="button" class="link" disabled={state === "working"} onClick={() => void sendAgain()}>
            {words.codeAgain}
          </button>
        )}
        <button type="button" class="link" onClick={cancel}>
          {words.cancel}
        </button>
      </div>
    </form>
  );
}

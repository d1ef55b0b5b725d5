import type { ComponentChildren } from "preact";
import { failureWords } from "../store/failure.ts";
import type { Reader } from "../store/reading.ts";
import { useSpeech } from "./language.ts";
import { Trouble, Waiting } from "./Notice.tsx";

type Props<T> = {
  of: Pick<Reader<T>, "state" | "isBusy" | "retry">;
  /** What is waited for, in words. */
  loading: string;
  failed: string;
  rows?: number;
  children(value: T): ComponentChildren;
};

/** What was read from the server, or the wait for it, or what went wrong and the way to try again. */
export function Shown<T>({ of, loading, failed, rows = 0, children }: Props<T>) {
  const { t } = useSpeech();
  const state = of.state.value;
  if (state.step === "loading") return <Waiting what={loading} rows={rows} />;
  if (state.step === "failed") {
    return <Trouble title={failed} why={failureWords(state.error, t)} onRetry={of.retry} />;
  }
  return <>{children(state.value)}</>;
}

import { useSignalEffect } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Console } from "../store/console.ts";
import { failureWords } from "../store/failure.ts";
import { SpeechContext, useSpeech } from "../ui/language.ts";
import { Trouble, Waiting } from "../ui/Notice.tsx";
import { Toasts } from "../ui/Toasts.tsx";
import { ConsoleContext, useConsole } from "./context.ts";
import { Login } from "./Login.tsx";
import { Shell } from "./Shell.tsx";

/** The whole console. */
export function App({ console: model }: { console: Console }) {
  const { preferences, now, router, toasts } = model;
  useSignalEffect(() => {
    const root = document.documentElement;
    root.lang = preferences.language.value;
    if (preferences.theme.value === "auto") delete root.dataset.theme;
    else root.dataset.theme = preferences.theme.value;
  });
  useEffect(() => {
    document.addEventListener("click", router.follow);
    return () => document.removeEventListener("click", router.follow);
  }, [router]);
  const { words, formats, language } = preferences;
  return (
    <ConsoleContext.Provider value={model}>
      <SpeechContext.Provider value={{ words, formats, language, now }}>
        <Door />
        <Toasts toasts={toasts} />
      </SpeechContext.Provider>
    </ConsoleContext.Provider>
  );
}

/** The log-in, or what lies behind it. */
function Door() {
  const { session, desk } = useConsole();
  const { t } = useSpeech();
  const state = session.state.value;
  if (state.step === "starting") {
    return (
      <main class="door">
        <Waiting what={t.app.starting} />
      </main>
    );
  }
  if (state.step === "unreachable") {
    return (
      <main class="door">
        <Trouble title={t.app.unreachable} why={failureWords(state.error, t)} onRetry={() => void session.start()} />
      </main>
    );
  }
  return state.step === "in" && desk.value ? <Shell /> : <Login />;
}

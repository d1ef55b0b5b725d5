import { useEffect, useState } from "preact/hooks";
import { failureWords } from "../store/failure.ts";
import type { Refusal } from "../store/session.ts";
import { type Language, languageNames, languages } from "../strings/index.ts";
import { Field } from "../ui/Field.tsx";
import { useSpeech } from "../ui/language.ts";
import { Select } from "../ui/Select.tsx";
import { useConsole } from "./context.ts";

/** The way in. */
export function Login() {
  const { session, preferences } = useConsole();
  const { t, language } = useSpeech();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [isTried, setTried] = useState(false);
  const [isWorking, setWorking] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const state = session.state.value;
  useEffect(() => {
    document.title = `${t.login.title} · Kotae`;
  }, [t]);

  async function submit(): Promise<void> {
    setTried(true);
    setRefusal(undefined);
    if (email.trim() === "" || password === "" || isWorking) return;
    setWorking(true);
    const refused = await session.logIn(email, password);
    setWorking(false);
    setRefusal(refused);
  }

  function refusalWords(): string | undefined {
    if (refusal?.why === "wrong") return t.login.wrong;
    if (refusal?.why === "failed") return failureWords(refusal.error, t);
    if (refusal?.why !== "throttled") return undefined;
    const { seconds } = refusal;
    return t.login.throttled(seconds < 90 ? t.login.seconds(seconds) : t.login.minutes(Math.ceil(seconds / 60)));
  }
  const refused = refusalWords();

  return (
    <main class="door">
      <div class="login">
        <p class="brand">Kotae</p>
        <h1 class="login-title">{t.login.title}</h1>
        {state.step === "out" && state.why === "ended" && <p class="login-note">{t.login.ended}</p>}
        <form
          class="form"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
        >
          <Field
            label={t.login.email}
            type="email"
            autoComplete="username"
            value={email}
            onInput={setEmail}
            error={isTried && email.trim() === "" ? t.login.needEmail : undefined}
            autoFocus
          />
          <Field
            label={t.login.password}
            type="password"
            autoComplete="current-password"
            value={password}
            onInput={setPassword}
            error={isTried && password === "" ? t.login.needPassword : undefined}
          />
          <div role="alert">{refused && <p class="error error-block">{refused}</p>}</div>
          <button type="submit" class="button button-main button-wide" aria-disabled={isWorking}>
            {isWorking ? t.login.working : t.login.submit}
          </button>
        </form>
        <div class="login-foot">
          <Select<Language>
            label={t.shell.language}
            value={language}
            options={languages.map((value) => ({ value, label: languageNames[value] }))}
            onChoose={preferences.setLanguage}
          />
        </div>
      </div>
    </main>
  );
}

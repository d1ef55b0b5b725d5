import { useState } from "preact/hooks";
import { passwordChars, refusedFields } from "../store/team.ts";
import { Field } from "../ui/Field.tsx";
import { FormSheet } from "../ui/FormSheet.tsx";
import { useSpeech } from "../ui/language.ts";
import { useConsole } from "./context.ts";

/** Changes one's own password. */
export function PasswordSheet({ onClose }: { onClose(): void }) {
  const { session, toasts } = useConsole();
  const { t } = useSpeech();
  const [password, setPassword] = useState("");
  const [repeat, setRepeat] = useState("");
  const [isTried, setTried] = useState(false);
  const [isWorking, setWorking] = useState(false);
  const [refused, setRefused] = useState<string>();
  const isShort = password.length < passwordChars;

  async function submit(): Promise<void> {
    setTried(true);
    setRefused(undefined);
    if (isShort || repeat !== password || isWorking) return;
    setWorking(true);
    try {
      await session.setPassword(password);
      toasts.say(t.team.changed);
      onClose();
    } catch (error) {
      const wrong = refusedFields(error, t);
      setRefused(wrong.password ?? wrong.form ?? t.failures.other);
    } finally {
      setWorking(false);
    }
  }

  return (
    <FormSheet
      title={t.team.changePassword}
      action={t.app.save}
      isWorking={isWorking}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Field
        label={t.team.newPassword}
        type="password"
        autoComplete="new-password"
        value={password}
        onInput={setPassword}
        error={isTried && isShort ? t.team.shortPassword : refused}
        autoFocus
      />
      <Field
        label={t.team.repeat}
        type="password"
        autoComplete="new-password"
        value={repeat}
        onInput={setRepeat}
        error={isTried && !isShort && repeat !== password ? t.team.mismatch : undefined}
      />
    </FormSheet>
  );
}

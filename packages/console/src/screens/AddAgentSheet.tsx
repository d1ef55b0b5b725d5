import type { Role } from "@kotae/sdk/schema";
import { useState } from "preact/hooks";
import type { FieldErrors, NewAgent } from "../store/team.ts";
import { Field } from "../ui/Field.tsx";
import { FormSheet } from "../ui/FormSheet.tsx";
import { useSpeech } from "../ui/language.ts";
import { Select } from "../ui/Select.tsx";
import { useConsole, useDesk } from "./context.ts";

const roles: readonly Role[] = ["agent", "admin"];

/** Adds somebody to the team; what is wrong stands at its field. */
export function AddAgentSheet({ onClose }: { onClose(): void }) {
  const { toasts } = useConsole();
  const { team } = useDesk();
  const { t } = useSpeech();
  const [agent, setAgent] = useState<NewAgent>({ name: "", email: "", role: "agent", password: "" });
  const [errors, setErrors] = useState<FieldErrors<keyof NewAgent>>({});
  const [isWorking, setWorking] = useState(false);
  const put = (key: keyof NewAgent) => (value: string) => {
    setAgent({ ...agent, [key]: value });
    const { [key]: _, ...rest } = errors;
    setErrors(rest);
  };

  async function submit(): Promise<void> {
    if (isWorking) return;
    setWorking(true);
    const wrong = await team.add(agent, t);
    setWorking(false);
    setErrors(wrong ?? {});
    if (wrong) return;
    toasts.say(t.team.added(agent.name.trim()));
    onClose();
  }

  return (
    <FormSheet
      title={t.team.addTitle}
      action={isWorking ? t.team.adding : t.team.add}
      isWorking={isWorking}
      error={errors.form}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Field label={t.team.name} value={agent.name} onInput={put("name")} error={errors.name} autoFocus />
      <Field label={t.team.email} type="email" value={agent.email} onInput={put("email")} error={errors.email} />
      <Select<Role>
        labelled
        label={t.team.role}
        value={agent.role}
        options={roles.map((value) => ({ value, label: t.role[value] }))}
        onChoose={put("role")}
      />
      <Field
        label={t.team.password}
        type="password"
        autoComplete="new-password"
        value={agent.password}
        onInput={put("password")}
        error={errors.password}
        hint={t.team.passwordHint}
      />
    </FormSheet>
  );
}

import type { Desk as Department } from "@kotae/sdk/schema";
import { useState } from "preact/hooks";
import { type DeskForm, keyOf, type Sites, type Wrong } from "../../store/sites.ts";
import { Field } from "../../ui/Field.tsx";
import { FormSheet } from "../../ui/FormSheet.tsx";
import { useSiteWords } from "./words.ts";

type Props = { sites: Sites; desk: Department | undefined; onClose(): void };

/** A new department, or another name for one. */
export function DeskSheet({ sites, desk, onClose }: Props) {
  const { s } = useSiteWords();
  const [form, setForm] = useState<DeskForm>({ name: desk?.name ?? "", key: desk?.key ?? "" });
  const [wrong, setWrong] = useState<Wrong<DeskForm>>({});
  const [isWorking, setWorking] = useState(false);
  /** Until somebody writes a key, it follows the name. */
  const [ownKey, setOwnKey] = useState(false);
  const submit = async () => {
    if (isWorking) return;
    setWorking(true);
    const found = await sites.saveDesk(desk?.id, form);
    setWorking(false);
    setWrong(found ?? {});
    if (!found) onClose();
  };
  return (
    <FormSheet
      title={desk ? s.renameTitle(desk.name) : s.addDeskTitle}
      action={isWorking ? s.saving : desk ? s.rename : s.addDesk}
      isWorking={isWorking}
      error={wrong.form}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Field
        label={s.deskName}
        value={form.name}
        error={wrong.name}
        maxLength={100}
        onInput={(name) => {
          setForm({ name, key: ownKey || desk ? form.key : keyOf(name) });
          setWrong({});
        }}
        autoFocus
      />
      {!desk && (
        <Field
          label={s.deskKey}
          hint={s.deskKeyHint}
          value={form.key}
          error={wrong.key}
          maxLength={40}
          mono
          lang="en"
          onInput={(key) => {
            setOwnKey(key !== "");
            setForm({ ...form, key });
            setWrong({});
          }}
        />
      )}
    </FormSheet>
  );
}

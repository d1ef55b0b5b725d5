import type { Desk as Department } from "@kotae/sdk/schema";
import { useState } from "preact/hooks";
import { type DeskForm, keyOf, type Sites, type Wrong } from "../../store/sites.ts";
import { Field } from "../../ui/Field.tsx";
import { Sheet } from "../../ui/Sheet.tsx";
import { useSiteWords } from "./words.ts";

type Props = { sites: Sites; desk: Department | undefined; onClose(): void };

/** A new department, or another name for one. */
export function DeskSheet({ sites, desk, onClose }: Props) {
  const { s, t } = useSiteWords();
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
    <Sheet title={desk ? s.renameTitle(desk.name) : s.addDeskTitle} onClose={onClose}>
      <form
        class="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
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
        <div role="alert">{wrong.form && <p class="error error-block">{wrong.form}</p>}</div>
        <div class="form-actions">
          <button type="button" class="button" onClick={onClose}>
            {t.app.cancel}
          </button>
          <button type="submit" class="button button-main" aria-disabled={isWorking}>
            {isWorking ? s.saving : desk ? s.rename : s.addDesk}
          </button>
        </div>
      </form>
    </Sheet>
  );
}

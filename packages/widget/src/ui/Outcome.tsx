import { useWidget } from "./context.ts";

/** One quiet question, and two answers of which one leads to a person. */
export function Outcome({ judge }: { judge: (solved: boolean) => void }) {
  const { t } = useWidget();
  return (
    <fieldset class="outcome">
      <legend>{t("solvedIt")}</legend>
      <button type="button" class="secondary" onClick={() => judge(true)}>
        {t("yes")}
      </button>
      <button type="button" class="secondary" onClick={() => judge(false)}>
        {t("no")}
      </button>
    </fieldset>
  );
}

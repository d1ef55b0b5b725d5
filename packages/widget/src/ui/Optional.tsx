import { useWidget } from "./context.ts";

/** Says that a field may stay empty. */
export function Optional() {
  const { t } = useWidget();
  return <span class="optional">{t("optional")}</span>;
}

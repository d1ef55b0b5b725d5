import { useEffect } from "preact/hooks";
import type { PartName } from "../contract.ts";
import { useWidget } from "./context.ts";
import { Notice } from "./Notice.tsx";

/** A part of the panel that is loaded when it is first shown; where it does not come it says so, and tries again. */
export function Part({ name }: { name: PartName }) {
  const { t, parts } = useWidget();
  const View = parts.of(name);
  useEffect(() => parts.need(name), [name]);
  if (View === "failed") return <Notice words="partFailed" again={() => parts.need(name)} />;
  return View ? <View /> : <p class="slow">{t("loading")}</p>;
}

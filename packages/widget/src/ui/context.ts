import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Widget } from "../store/widget.ts";

export const WidgetContext = createContext<Widget | undefined>(undefined);

/** The panel's one store, from anywhere inside it. */
export function useWidget(): Widget {
  const widget = useContext(WidgetContext);
  if (!widget) throw new Error("This component stands outside the panel.");
  return widget;
}

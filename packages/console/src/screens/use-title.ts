import { useEffect } from "preact/hooks";

/** Says in the tab what is on screen. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Kotae`;
  }, [title]);
}

import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Console, OpenDesk } from "../store/console.ts";

/** The console around a screen. */
export const ConsoleContext = createContext<Console | undefined>(undefined);

/** The console around a screen; throws where there is none, which is a mistake in the program. */
export function useConsole(): Console {
  const found = useContext(ConsoleContext);
  if (!found) throw new Error("A screen needs a ConsoleContext around it.");
  return found;
}

/** The logged-in agent's desk; only screens behind the log-in may ask for it. */
export function useDesk(): OpenDesk {
  const desk = useConsole().desk.value;
  if (!desk) throw new Error("This screen stands behind the log-in.");
  return desk;
}

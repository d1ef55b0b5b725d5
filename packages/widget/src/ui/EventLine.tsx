import type { Message } from "@kotae/sdk/schema";
import type { Happened } from "../store/thread.ts";
import type { Key, Translate } from "../strings/words.ts";
import { useWidget } from "./context.ts";

/** Something that happened, as one quiet line. */
export function EventLine({ message }: { message: Happened }) {
  const { t } = useWidget();
  return (
    <p class="event">
      <span>{wordsOf(message, t)}</span>
    </p>
  );
}

/** Whether an event is the visitor's business. */
export const isShown = (message: Message): message is Happened =>
  message.kind === "event" && wordsOf(message, (key) => key) !== "";

const statuses: Readonly<Record<string, Key>> = { resolved: "eventResolved", closed: "eventClosed" };

function wordsOf({ change }: Happened, t: Translate): string {
  switch (change.type) {
    case "escalated":
      return t("eventEscalated", { number: change.number });
    case "assigned":
      if (change.to) return t("eventJoined", { name: change.to.name ?? t("someone") });
      return change.from ? t("eventHandedBack") : "";
    case "status": {
      const isReopened = (change.from === "resolved" || change.from === "closed") && !(change.to in statuses);
      const key = isReopened ? "eventReopened" : statuses[change.to];
      return key ? t(key) : "";
    }
    case "outcome":
      return t(change.solved ? "eventSolved" : "eventUnsolved");
    case "rating":
      return t("eventRated", { word: t(`rate${change.score}` as Key) });
    default:
      return "";
  }
}

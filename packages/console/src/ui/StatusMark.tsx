import type { Priority, Status } from "@kotae/sdk/schema";
import { useSpeech } from "./language.ts";

const shapes: Record<Status, string> = {
  // an empty ring, a half, a ring that waits, a pause, a tick, a full stop
  new: "M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11Z",
  open: "M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11Zm0 0v11",
  pending: "M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11Zm0 2.7V8l2 1.5",
  on_hold: "M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11ZM6.5 6v4m3-4v4",
  resolved: "M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11ZM5.5 8.2l1.8 1.8 3.2-3.7",
  closed: "M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11ZM6 6l4 4m0-4-4 4",
};

/** A status as a shape and, unless `quiet`, its word. */
export function StatusMark({ status, quiet = false }: { status: Status; quiet?: boolean }) {
  const { t } = useSpeech();
  return (
    <span class={`status status-${status}`}>
      <svg class="icon" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
        {status === "open" && <path class="solid" d="M8 2.5a5.5 5.5 0 0 1 0 11Z" />}
        <path d={shapes[status]} />
      </svg>
      <span class={quiet ? "unseen" : undefined}>{t.status[status]}</span>
    </span>
  );
}

/** High and critical with a shape and a word; the others need no mark. */
export function PriorityMark({ priority }: { priority: Priority }) {
  const { t } = useSpeech();
  if (priority !== "high" && priority !== "critical") return null;
  return (
    <span class={`priority priority-${priority}`}>
      <svg class="icon" width="12" height="12" viewBox="0 0 12 12" aria-hidden="true" focusable="false">
        {priority === "critical" ? (
          <path class="solid" d="M6 .8 11.2 6 6 11.2.8 6Z" />
        ) : (
          <path class="solid" d="M6 1.5 11 10.5H1Z" />
        )}
      </svg>
      {t.priority[priority]}
    </span>
  );
}

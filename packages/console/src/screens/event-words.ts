import type { Status } from "@kotae/sdk/schema";
import type { Happening } from "../store/timeline.ts";
import type { Words } from "../strings/index.ts";

/** What happened, in one sentence. */
export function eventWords({ author, change }: Pick<Happening, "author" | "change">, t: Words): string {
  const who = author.kind === "agent" ? (author.name ?? t.thread.someone) : undefined;
  switch (change.type) {
    case "assigned": {
      if (!change.to && !change.from) return t.event.queued;
      if (!change.to) return who === undefined ? t.event.unassignedBySystem : t.event.unassigned(who);
      const to = change.to.name ?? t.thread.someone;
      if (who === undefined) return t.event.assignedBySystem(to);
      return change.to.id === author.id ? t.event.assignedSelf(who) : t.event.assigned(who, to);
    }
    case "status": {
      const to = t.status[change.to as Status] ?? change.to;
      return who === undefined ? t.event.statusBySystem(to) : t.event.status(who, to);
    }
    case "priority": {
      const to = t.priority[change.to as keyof Words["priority"]] ?? change.to;
      return t.event.priority(who ?? t.event.system, to);
    }
    case "subject":
      return t.event.subject(who ?? t.event.system, change.to);
    case "outcome":
      return change.solved ? t.event.solved : t.event.unsolved;
    case "rating":
      return change.comment ? `${t.event.rated(change.score)}: ${change.comment}` : t.event.rated(change.score);
    case "escalated":
      return t.event.escalated(change.number);
  }
}

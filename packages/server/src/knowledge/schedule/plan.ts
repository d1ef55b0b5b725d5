import type { ArticleStatus } from "@kotae/sdk/schema";

/** What is planned of an article, in epoch milliseconds: `publishAt` only of a draft, `expiresAt` until it is archived. */
export type Plan = { status: ArticleStatus; publishAt: number | null; expiresAt: number | null };

/** What somebody asks for; what they leave out stays. */
export type Wish = {
  status?: ArticleStatus | undefined;
  publishAt?: number | null | undefined;
  expiresAt?: number | null | undefined;
};

export type Planned = { plan: Plan } | { path: "publishAt" | "expiresAt" | "status"; message: string };

/**
 * The plan a wish leads to, or what is wrong with it.
 *
 * A time to go out that has come publishes at once, as the answer's status says. Publishing by hand takes the time to
 * go out away, archiving takes both away.
 */
export function planOf(before: Plan, wish: Wish, now: number): Planned {
  const refuse = (path: "publishAt" | "expiresAt" | "status", message: string): Planned => ({ path, message });
  const isNow = wish.publishAt != null && wish.publishAt <= now;
  const isLater = wish.publishAt != null && wish.publishAt > now;
  const asked = wish.status ?? before.status;
  // a form that sends everything back again asks for nothing new
  const isRepeat = wish.expiresAt === undefined || wish.expiresAt === before.expiresAt;
  if (isLater && asked !== "draft") {
    return refuse("publishAt", `can be set for a draft only; this article is ${asked}`);
  }
  if (isNow && asked === "archived") return refuse("publishAt", "cannot be set for an article that is archived");
  const status: ArticleStatus = isNow ? "published" : asked;
  if (status === "archived") {
    if (!isRepeat && wish.expiresAt !== null)
      return refuse("expiresAt", "cannot be set for an article that is archived");
    return { plan: { status, publishAt: null, expiresAt: null } };
  }
  const publishAt =
    status === "published" ? null : wish.publishAt === undefined ? before.publishAt : (wish.publishAt ?? null);
  const expiresAt = wish.expiresAt === undefined ? before.expiresAt : wish.expiresAt;
  if (expiresAt !== null) {
    if (publishAt !== null && expiresAt <= publishAt) return refuse("expiresAt", "must be after publishAt");
    const goesOut = status === "published" && before.status !== "published";
    // going out with its last day behind it, it would be taken back at once
    if (expiresAt <= now && (!isRepeat || goesOut)) return refuse("expiresAt", "must be in the future, or null");
  }
  return { plan: { status, publishAt, expiresAt } };
}

/** How long to wait before looking again: until the next time that is due, and never longer than `atMost`. */
export function nextDue(due: number | null, now: number, atMost: number): number {
  return due === null ? atMost : Math.min(Math.max(due - now, 0), atMost);
}

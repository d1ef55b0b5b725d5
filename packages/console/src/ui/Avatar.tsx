import type { AuthorKind } from "@kotae/sdk/schema";
import { Icon } from "./Icon.tsx";

/** One or two characters that stand for a name. */
export function initialsOf(name: string): string {
  const parts = name.trim().split(/\s+/u).filter(Boolean);
  const first = [...(parts[0] ?? "")][0] ?? "";
  // a Japanese family name is known by its first character
  if (/\p{Script=Han}|[\u3040-\u30ff]/u.test(first)) return first;
  const last = parts.length > 1 ? ([...(parts.at(-1) ?? "")][0] ?? "") : "";
  return (first + last).toUpperCase();
}

/** A person, or the assistant, as a small disc; the name stands in words beside it. */
export function Avatar({ name, kind, size = 28 }: { name: string | null; kind: AuthorKind; size?: 20 | 28 | 32 }) {
  const initials = name === null ? "" : initialsOf(name);
  const drawing = kind === "assistant" ? "spark" : initials === "" ? "person" : undefined;
  return (
    // the style sheet draws the initials: they are no part of anything's name
    <span class={`avatar avatar-${kind} avatar-${size}`} data-initials={drawing ? undefined : initials}>
      {drawing && <Icon name={drawing} size={16} />}
    </span>
  );
}

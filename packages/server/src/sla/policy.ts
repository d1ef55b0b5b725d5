import { type FieldError, KotaeError } from "@kotae/sdk";
import type { Priority, Status } from "@kotae/sdk/schema";
import { type Kind, kinds, type Terms, usualPauses } from "./terms.ts";

type Channel = "app" | "email" | "push" | "webhook";

/** What is done when a warning or a level comes; kept as data, carried out by whoever owns the deed. */
export type Action =
  | { readonly do: "notify"; readonly whom: readonly Recipient[]; readonly by: readonly Channel[] }
  | { readonly do: "assign"; readonly agentId: string | null }
  | { readonly do: "raise"; readonly priority: Priority }
  | { readonly do: "tag"; readonly tag: string };
export type Recipient = "assignee" | "team" | "manager" | { readonly agentId: string };

/** A point before the deadline: so much of the target used, or so many open minutes left. */
export type Warning = {
  readonly id: string;
  readonly kinds: readonly Kind[];
  readonly when: { readonly percent: number } | { readonly minutesLeft: number };
  readonly actions: readonly Action[];
};

/** A point at or after the deadline, in open minutes. */
export type Level = {
  readonly id: string;
  readonly kinds: readonly Kind[];
  readonly minutesLate: number;
  readonly actions: readonly Action[];
};

/** A promise to some tickets; which ones is the condition of whoever keeps it. A change is a new version. */
export type Policy = {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly calendarId: string;
  /** Open minutes; what is left out is not promised. */
  readonly targets: Readonly<Partial<Record<Priority, Readonly<Partial<Record<Kind, number>>>>>>;
  /** What is left out waits as `usualPauses` says. */
  readonly pauses: Readonly<Partial<Record<Kind, readonly Status[]>>>;
  readonly warnings: readonly Warning[];
  readonly levels: readonly Level[];
};

const limits = { targetMinutes: 366 * 1_440, points: 20, nameChars: 200 };
/** Only what is being worked on can wait; at the end a clock ends by itself. */
const canWait: readonly Status[] = ["new", "open", "pending", "on_hold"];

/** The first policy, in their order, that applies. */
export function choosePolicy(policies: readonly Policy[], applies: (policy: Policy) => boolean): Policy | undefined {
  return policies.find(applies);
}

/** What a policy promises a ticket of this priority; null without a policy. */
export function termsOf(policy: Policy | undefined, priority: Priority): Terms | null {
  if (!policy) return null;
  const promised = policy.targets[priority] ?? {};
  const minutes = (kind: Kind) => {
    const target = promised[kind];
    return target === undefined ? null : target * 60_000;
  };
  return {
    policyVersion: `${policy.id}@${policy.version}`,
    calendarId: policy.calendarId,
    targets: {
      first_response: minutes("first_response"),
      next_response: minutes("next_response"),
      periodic_update: minutes("periodic_update"),
      resolution: minutes("resolution"),
    },
    pauses: { ...usualPauses, ...policy.pauses },
  };
}

/** The same policy where it makes sense; otherwise an error that names every field that does not. */
export function checkPolicy(policy: Policy): Policy {
  const errors = [...targetErrors(policy), ...pauseErrors(policy), ...pointErrors(policy)];
  const [first] = errors;
  if (!first) return policy;
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : "";
  throw new KotaeError("invalid_input", `This policy cannot be used: ${first.message}${more}`, {
    hint: "Nothing was changed; tickets keep what they were promised.",
    errors,
  });
}

function targetErrors({ name, targets }: Policy): FieldError[] {
  const errors: FieldError[] = [];
  if (name.trim() === "" || name.length > limits.nameChars) {
    errors.push({ path: "name", message: `A name has 1 to ${limits.nameChars} characters.` });
  }
  const all = Object.entries(targets).flatMap(([priority, promised]) =>
    Object.entries(promised).map(([kind, minutes]) => ({ path: `targets.${priority}.${kind}`, minutes })),
  );
  if (all.length === 0) errors.push({ path: "targets", message: "A policy promises something for some priority." });
  for (const { path, minutes } of all) {
    if (isWhole(minutes, 1, limits.targetMinutes)) continue;
    errors.push({ path, message: `A target is 1 to ${limits.targetMinutes} whole minutes.` });
  }
  return errors;
}

function pauseErrors({ pauses }: Policy): FieldError[] {
  return kinds
    .filter((kind) => (pauses[kind] ?? []).some((status) => !canWait.includes(status)))
    .map((kind) => ({ path: `pauses.${kind}`, message: `A clock can wait in ${canWait.join(", ")} only.` }));
}

function pointErrors({ warnings, levels }: Policy): FieldError[] {
  const errors: FieldError[] = [];
  if (warnings.length + levels.length > limits.points) {
    errors.push({ path: "levels", message: `A policy has at most ${limits.points} warnings and levels.` });
  }
  for (const [path, points] of Object.entries({ warnings, levels })) {
    const ids = points.map(({ id }) => id);
    // what was announced is known by these ids: a second one of the same name would never be heard
    if (new Set(ids).size < ids.length) errors.push({ path, message: "Every one needs an id of its own." });
    for (const [index, { id }] of points.entries()) {
      if (/^[\w.-]{1,64}$/.test(id)) continue;
      errors.push({ path: `${path}.${index}.id`, message: "An id is 1 to 64 letters, digits, dots and dashes." });
    }
  }
  for (const [index, { when }] of warnings.entries()) {
    const fits = "percent" in when ? isWhole(when.percent, 1, 99) : isWhole(when.minutesLeft, 1, limits.targetMinutes);
    if (fits) continue;
    errors.push({
      path: `warnings.${index}.when`,
      message: "A warning comes at 1 to 99 percent, or whole minutes before.",
    });
  }
  for (const [index, { minutesLate }] of levels.entries()) {
    if (isWhole(minutesLate, 0, limits.targetMinutes)) continue;
    errors.push({
      path: `levels.${index}.minutesLate`,
      message: "A level comes at the deadline or whole minutes after.",
    });
  }
  return errors;
}

const isWhole = (value: number, least: number, most: number) =>
  Number.isInteger(value) && value >= least && value <= most;

import { KotaeError } from "@kotae/sdk/errors";
import type { Figures } from "../evaluation/index.ts";

const atLeast = { "min-r1": "r1", "min-r3": "r3", "min-mrr": "mrr", "min-a5": "a5", "min-a10": "a10" } as const;
const atMost = { "max-ece": "ece", "max-wrong": "wrong" } as const;
type Limit = keyof typeof atLeast | keyof typeof atMost;

/** The options that set a limit. */
export const limitNames = [...Object.keys(atLeast), ...Object.keys(atMost)] as Limit[];

/** The limits that were given; throws `invalid_input` for one that is no share. */
export function limitsOf(values: Partial<Record<string, string | boolean>>): Map<Limit, number> {
  const limits = new Map<Limit, number>();
  for (const name of limitNames) {
    const given = values[name];
    if (given === undefined) continue;
    const limit = Number(given);
    if (!(limit >= 0 && limit <= 1)) throw new KotaeError("invalid_input", `--${name} must be a share from 0 to 1.`);
    limits.set(name, limit);
  }
  return limits;
}

/** The limits that are missed, in words; a figure there is nothing to measure for misses its limit too. */
export function missedLimits(figures: Figures, limits: Map<Limit, number>): string[] {
  return [...limits].flatMap(([name, limit]) => {
    const lowest = name in atLeast;
    const figure = figures[lowest ? atLeast[name as keyof typeof atLeast] : atMost[name as keyof typeof atMost]];
    if (figure !== null && (lowest ? figure >= limit : figure <= limit)) return [];
    return [`--${name} ${limit}: ${figure === null ? "there was nothing to measure" : `it is ${figure.toFixed(3)}`}`];
  });
}

const columns = [
  ["questions", "n"],
  ["r1", "R@1"],
  ["r3", "R@3"],
  ["mrr", "MRR"],
  ["a5", "A@5"],
  ["a10", "A@10"],
  ["ece", "ECE"],
  ["answered", "answered"],
  ["wrong", "wrong"],
] as const satisfies readonly (readonly [keyof Figures, string])[];

/** Figures of all questions, and of each language and kind. */
export type Report = { total: Figures; byLang: Record<string, Figures>; byKind: Record<string, Figures> };

/** The figures as a terminal shows them. */
export function table({ total, byLang, byKind }: Report, missed: string[]): string {
  const row = (name: string, cells: string[]) => `${name.padEnd(16)}${cells.map((cell) => cell.padStart(9)).join("")}`;
  const cellOf = (figure: number | null, key: string) =>
    figure === null ? "–" : key === "questions" ? String(figure) : figure.toFixed(3);
  const line = (name: string, figures: Figures) =>
    row(
      name,
      columns.map(([key]) => cellOf(figures[key], key)),
    );
  const lines = [
    row(
      "",
      columns.map(([, title]) => title),
    ),
    line("all", total),
    ...(Object.keys(byLang).length > 1 ? Object.entries(byLang).map(([name, of]) => line(name, of)) : []),
    ...(Object.keys(byKind).length > 1 ? Object.entries(byKind).map(([name, of]) => line(name, of)) : []),
    ...(missed.length > 0 ? ["", "Missed:", ...missed.map((words) => `  ${words}`)] : []),
  ];
  return `${lines.join("\n")}\n`;
}

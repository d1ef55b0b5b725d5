import { KotaeError } from "@kotae/sdk/errors";
import { type Figures, type Golden, langOf } from "../evaluation/index.ts";

const atLeast = { "min-r1": "r1", "min-r3": "r3", "min-mrr": "mrr", "min-a5": "a5", "min-a10": "a10" } as const;
const atMost = { "max-ece": "ece", "max-wrong": "wrong" } as const;
type LimitName = keyof typeof atLeast | keyof typeof atMost;

/** What a figure has to be, of all questions or of a language or kind of them. */
export type Limit = { name: LimitName; of: string | undefined; share: number };

/** The options that set a limit. */
export const limitNames = [...Object.keys(atLeast), ...Object.keys(atMost)] as LimitName[];

/** The limits that were given, as `0.7` or `ja=0.7`; throws `invalid_input` for one that is no share. */
export function limitsOf(values: Readonly<Record<string, unknown>>): Limit[] {
  return limitNames.flatMap((name) =>
    [values[name] ?? []].flat().map((given) => {
      const [, of, share = ""] = /^(?:(.*)=)?([^=]*)$/.exec(String(given)) ?? [];
      if (!/^\d*\.?\d+$/.test(share) || Number(share) > 1) {
        throw new KotaeError("invalid_input", `--${name} must be a share from 0 to 1.`, {
          hint: `As in --${name} 0.7, or --${name} ja=0.7 for one language or kind of questions.`,
        });
      }
      return { name, of, share: Number(share) };
    }),
  );
}

/** Throws `invalid_input` for a limit of a language or kind that no question has. */
export function checkLimits(limits: readonly Limit[], questions: readonly Golden[]): void {
  const names = new Set(questions.flatMap((question) => [langOf(question), question.kind]));
  for (const { name, of } of limits) {
    if (of === undefined || names.has(of)) continue;
    throw new KotaeError("invalid_input", `--${name} ${of}=…: no question is in this language or of this kind.`, {
      hint: `There are ${[...names].sort().join(", ")}.`,
    });
  }
}

/** The limits that are missed, in words; a figure there is nothing to measure for misses its limit too. */
export function missedLimits({ total, byLang, byKind }: Report, limits: readonly Limit[]): string[] {
  return limits.flatMap(({ name, of, share }) => {
    const figures = of === undefined ? total : (byLang[of] ?? byKind[of]);
    const lowest = name in atLeast;
    const figure =
      figures?.[lowest ? atLeast[name as keyof typeof atLeast] : atMost[name as keyof typeof atMost]] ?? null;
    if (figure !== null && (lowest ? figure >= share : figure <= share)) return [];
    const what = `--${name} ${of === undefined ? "" : `${of}=`}${share}`;
    return [`${what}: ${figure === null ? "there was nothing to measure" : `it is ${figure.toFixed(3)}`}`];
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

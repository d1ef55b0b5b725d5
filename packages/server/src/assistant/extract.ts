import { blocksOf, words } from "@kotae/sdk/search";
import { sentences } from "./sentences.ts";

/** A passage an answer may quote. */
export type Source = { title: string; heading: string; text: string; score: number };

const answerChars = 600;
const firstChars = 480;
/** A program is quoted whole or not at all. */
const programChars = 1_200;

/**
 * An answer put together from the passages' own sentences, at most about 600 characters, each part ending in the number
 * of its passage; lists and steps stay whole where they fit.
 */
export function extract(question: string, sources: readonly Source[]): { text: string; used: number[] } {
  const asked = new Set(words(question));
  const parts: string[] = [];
  const used: number[] = [];
  const said = new Set<string>();
  let room = answerChars;
  sources.forEach((source, n) => {
    if (n > 0 && (room < 80 || source.score < (sources[0]?.score ?? 0) * 0.9)) return;
    const units = unitsOf(source.text).filter((unit) => !said.has(unit.text));
    const chosen = choose(units, asked, source, n === 0 ? Math.min(firstChars, room) : Math.min(200, room));
    if (chosen === "") return;
    for (const unit of units) said.add(unit.text);
    parts.push(mark(chosen, n + 1));
    used.push(n + 1);
    room -= chosen.length + 6;
  });
  return { text: parts.join("\n\n"), used };
}

/** A sentence, or a whole list, table or other block that makes no sense in pieces. */
type Unit = { text: string; block: number; kind: "sentence" | "lines" };

function unitsOf(text: string): Unit[] {
  return blocksOf(text).flatMap((block, at): Unit[] => {
    const lines = block.split("\n");
    if (lines.length > 1) return [{ text: block.trimEnd(), block: at, kind: "lines" }];
    return sentences(block).map((sentence) => ({ text: sentence, block: at, kind: "sentence" }));
  });
}

const fences = /^\s*```/gm;

/** The stretch of neighbouring units that says most of what was asked, within `room` characters. */
function choose(units: Unit[], asked: ReadonlySet<string>, source: Source, room: number): string {
  const scores = units.map(({ text }) => overlap(text, asked));
  // a section whose heading is the question answers from its first line on
  const fromTop = overlap(source.heading || source.title, asked) >= 0.5;
  let start = fromTop ? 0 : scores.indexOf(Math.max(...scores));
  if (start < 0) return "";
  // a list is introduced by the line before it
  if (start > 0 && (units[start]?.kind === "lines" || /^[-\d]/.test(units[start]?.text ?? ""))) start -= 1;
  let text = "";
  for (const [at, unit] of units.entries()) {
    if (at < start) continue;
    const previous = units[at - 1];
    const glue = text === "" ? "" : previous?.block === unit.block ? (isWide(text) ? "" : " ") : "\n\n";
    const isProgram = unit.text.startsWith("```") && unit.text.length <= programChars;
    const fits = isProgram || text.length + glue.length + unit.text.length <= room;
    if (!fits) {
      const piece = shorten(unit, room - text.length - glue.length);
      // the rest of a sentence says little; the first steps of a list say a lot
      if (text === "" || (unit.kind === "lines" && piece !== "")) text += glue + piece;
      break;
    }
    text += glue + unit.text;
  }
  return text.trim();
}

/** As many whole lines as fit; a single line that is too long is cut at a word. */
function shorten(unit: Unit, room: number): string {
  const kept: string[] = [];
  let length = 0;
  for (const line of unit.text.split("\n")) {
    if (length + line.length + 1 > room - 2) break;
    kept.push(line);
    length += line.length + 1;
  }
  // half a program does nothing
  if (kept.length > 0 && (kept.join("\n").match(fences)?.length ?? 0) % 2 === 1) return "";
  if (kept.length > 0) return `${kept.join("\n")}\n…`;
  if (unit.kind === "lines" || room < 80) return "";
  const cut = unit.text.slice(0, room - 2);
  const space = cut.lastIndexOf(" ");
  return `${(space > room / 2 ? cut.slice(0, space) : cut).toWellFormed().replace(/\ufffd$/, "")} …`;
}

const isWide = (text: string) => /[\u3000-\u9fff\uff00-\uffef]$/u.test(text);

/** Share of the words asked for that stand in a text. */
function overlap(text: string, asked: ReadonlySet<string>): number {
  if (asked.size === 0) return 0;
  const here = new Set(words(text));
  let found = 0;
  for (const word of asked) if (here.has(word)) found++;
  return found / asked.size;
}

/** The number of the source after the text; after a program on a line of its own, because nothing may follow its end. */
const mark = (text: string, n: number) => `${text}${text.endsWith("```") ? "\n" : isWide(text) ? "" : " "}[${n}]`;

import { normalize, words } from "@kotae/sdk/search";

const citation = /\[(\d{1,2})\]/g;
const figure =
  /\d+(?:[.,:]\d+)*|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|ninety|hundred|thousand|million|half|twice|never|always|not|no)\b/g;
/** So much of a sentence's words must stand in the passages it cites. */
const share = 0.5;

/**
 * Whether a written sentence rests on passages: it cites at least one, none that does not exist, most of its words
 * stand in what it cites, and so does every number.
 */
export function isGrounded(
  sentence: string,
  passages: readonly { title: string; heading: string; text: string }[],
): boolean {
  const cited = [...new Set([...sentence.matchAll(citation)].map((match) => Number(match[1])))];
  const sources = cited.map((n) => passages[n - 1]);
  if (cited.length === 0 || sources.includes(undefined)) return false;
  const source = sources.map((passage) => `${passage?.title}\n${passage?.heading}\n${passage?.text}`).join("\n");
  const said = sentence.replace(citation, " ");
  const known = new Set(words(source));
  const own = words(said);
  if (own.length === 0) return false;
  const held = own.filter((word) => known.has(word)).length;
  const numbers = (text: string): string[] => normalize(text).match(figure) ?? [];
  const figures = new Set(numbers(source));
  const listed = /^\s*\d+[.)]\s/.test(said) ? said.replace(/^\s*\d+[.)]\s/, "") : said;
  return held / own.length >= share && numbers(listed).every((number) => figures.has(number));
}

/** Cuts growing text into sentences; a citation after the full stop still belongs to its sentence. */
export function sentenceCutter() {
  let rest = "";
  const boundary = /(?:[.!?]["'”’)]*(?=\s)|[。！？][」』）]*|\n)(?:[ \t]*\[\d{1,2}\])*[.。]?/g;
  return {
    /** The sentences that are certainly complete now. */
    push(text: string): string[] {
      rest += text;
      const done: string[] = [];
      let from = 0;
      for (const match of rest.matchAll(boundary)) {
        const end = match.index + match[0].length;
        const after = rest.slice(end);
        // what follows may still be this sentence's citation, or a figure as in "version 3. 5"
        if (after.trimStart() === "" || /^[ \t]*\[\d{0,2}$/.test(after)) break;
        done.push(rest.slice(from, end));
        from = end;
      }
      rest = rest.slice(from);
      return done;
    },
    /** What is left at the end. */
    end(): string[] {
      const last = rest;
      rest = "";
      return last.trim() === "" ? [] : [last];
    },
  };
}

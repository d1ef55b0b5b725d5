import { eachRun } from "./scan.ts";
import { courtesies, normalize, wordsOfRun } from "./tokenize.ts";

/*
 * A text as a row of surfaces: stretches that are, put together again, the text, and that can be indexed one by one
 * without looking at their neighbours: a spaced word, a word of a script without spaces, a courtesy, or what stands
 * between. There are few different ones, so a device that is sent their numbers has less to load than the text, reads
 * each of them once, and never needs a dictionary to find words.
 */

/**
 * The surfaces of a text, or nothing where it changes so much when it is normalised that it cannot be cut like this;
 * a text that is not `courteous` has its courtesies cut into words like everything else.
 */
export function surfacesOf(text: string, courteous = true): string[] | undefined {
  const mapped = mapCharacters(text);
  if (!mapped) return;
  const { normal, origin } = mapped;
  const ends = new Set<number>([normal.length]);
  const cutAt = (from: number, to: number) => {
    ends.add(from);
    ends.add(to);
  };
  const masked = courteous
    ? normal.replace(courtesies, (courtesy: string, at: number) => {
        cutAt(at, at + courtesy.length);
        return " ".repeat(courtesy.length);
      })
    : normal;
  eachRun(
    masked,
    (from, to) => {
      cutAt(from, to);
      let at = from;
      for (const word of wordsOfRun(masked.slice(from, to))) {
        at += word.length;
        ends.add(at);
      }
    },
    cutAt,
  );
  const surfaces: string[] = [];
  let from = 0;
  for (const end of [...ends].sort((a, b) => a - b)) {
    const to = origin ? origin[end] : end;
    // an end inside of what one character became
    if (to === undefined || to < 0) return;
    if (to > from) surfaces.push(text.slice(from, to));
    from = to;
  }
  return surfaces;
}

const normalCharacters = new Map<string, string>();

/** A text normalised one character at a time, and where in the text each unit of it begins; -1 inside a character. */
function mapCharacters(text: string): { normal: string; origin: number[] | undefined } | undefined {
  const normal = normalize(text);
  // hardly any English text and few others change in more than case
  if (normal.length === text.length && /^[\x00-\x7f]*$/.test(text)) return { normal, origin: undefined };
  let joined = "";
  const origin: number[] = [];
  let at = 0;
  for (const character of text) {
    let own = normalCharacters.get(character);
    if (own === undefined) {
      own = normalize(character);
      normalCharacters.set(character, own);
    }
    for (let n = 0; n < own.length; n++) origin.push(n === 0 ? at : -1);
    joined += own;
    at += character.length;
  }
  origin.push(at);
  return joined === normal ? { normal, origin } : undefined;
}

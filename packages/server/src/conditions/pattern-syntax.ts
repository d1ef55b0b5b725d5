/** A regular expression taken apart, as far as it needs no going back in the text. */
export type Pattern =
  /** One character: itself, or what a class, a dot or an escape written like this takes. */
  | { kind: "character"; written: string }
  | { kind: "place"; at: "start" | "end" | "word_edge" | "no_word_edge" }
  | { kind: "sequence"; parts: Pattern[] }
  | { kind: "choice"; options: Pattern[] }
  | { kind: "repeat"; part: Pattern; min: number; max: number };

const longest = 200;

/** Takes a pattern (flag `u`) apart, or says what is wrong with it: broken, too long, or looking around or back. */
export function parsePattern(pattern: string): { tree: Pattern } | { problem: string } {
  if (pattern.length > longest) return { problem: `must be at most ${longest} characters` };
  try {
    new RegExp(pattern, "u");
  } catch {
    return { problem: "is not a regular expression" };
  }
  try {
    return { tree: takenApart(pattern) };
  } catch (error) {
    if (error instanceof Refused) return { problem: error.message };
    throw error;
  }
}

class Refused extends Error {}

/** The engine has read it without complaint: what is missing here cannot be missing. */
function takenApart(pattern: string): Pattern {
  let at = 0;

  function choice(): Pattern {
    const options = [sequence()];
    while (pattern[at] === "|") {
      at += 1;
      options.push(sequence());
    }
    return options.length === 1 && options[0] ? options[0] : { kind: "choice", options };
  }

  function sequence(): Pattern {
    const parts: Pattern[] = [];
    while (at < pattern.length && pattern[at] !== "|" && pattern[at] !== ")") parts.push(repeated(atom()));
    return { kind: "sequence", parts };
  }

  function atom(): Pattern {
    const char = pattern[at];
    if (char === "(") return group();
    if (char === "^" || char === "$") {
      at += 1;
      return { kind: "place", at: char === "^" ? "start" : "end" };
    }
    const from = at;
    if (char === "[") {
      at += 1;
      while (pattern[at] !== "]") at += pattern[at] === "\\" ? 2 : 1;
    } else if (char === "\\") {
      const escaped = pattern[at + 1] ?? "";
      if (/[1-9k]/.test(escaped)) throw new Refused("must not refer back to a group");
      at += 1;
      if (escaped === "b" || escaped === "B") {
        at += 1;
        return { kind: "place", at: escaped === "b" ? "word_edge" : "no_word_edge" };
      }
      if (/[pPu]/.test(escaped) && pattern[at + 1] === "{") at = pattern.indexOf("}", at);
      else if (escaped === "u") at += 4;
      else if (escaped === "x") at += 2;
      else if (escaped === "c") at += 1;
      // 😀 is two
      if (/^\\u[dD][89abAB][0-9a-fA-F]{2}$/.test(pattern.slice(from, at + 1))) {
        if (/^\\u[dD][c-fC-F][0-9a-fA-F]{2}/.test(pattern.slice(at + 1))) at += 6;
      }
    } else {
      at += (pattern.codePointAt(at) ?? 0) > 0xffff ? 1 : 0;
    }
    at += 1;
    return { kind: "character", written: pattern.slice(from, at) };
  }

  function group(): Pattern {
    const head = /^\((?:\?(?::|<(?![=!])[^>]*>)|(?!\?))/.exec(pattern.slice(at));
    if (!head) throw new Refused("must not look ahead or behind");
    at += head[0].length;
    const inside = choice();
    at += 1;
    return inside;
  }

  function repeated(part: Pattern): Pattern {
    const found = /^(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/.exec(pattern.slice(at));
    if (!found) return part;
    at += found[0].length;
    const [, mark, least, comma, most] = found;
    if (mark === "?") return { kind: "repeat", part, min: 0, max: 1 };
    if (mark !== undefined) return { kind: "repeat", part, min: mark === "+" ? 1 : 0, max: Number.POSITIVE_INFINITY };
    const min = Number(least);
    const max = comma === "" ? min : most === "" ? Number.POSITIVE_INFINITY : Number(most);
    return { kind: "repeat", part, min, max };
  }

  return choice();
}

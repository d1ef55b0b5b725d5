import { KotaeError } from "@kotae/sdk";

/** One unfolded line of an iCalendar file (RFC 5545, 3.1): `NAME;PARAM=value:value`, and the line it begins on. */
export type ContentLine = {
  readonly line: number;
  readonly name: string;
  readonly params: ReadonlyMap<string, string>;
  readonly value: string;
};

/** No date, rule or title needs more; pictures in base64 do, and are passed over unread. */
const longest = 65_536;
/** After so many lines or characters of the file there is a pause, wanted lines among them or not. */
const slice = { lines: 1_000, chars: 16_384 };

/** The lines with these names, unfolded, one at a time; every now and then nothing, where a reader may pause. */
export function* contentLines(text: string, wanted: ReadonlySet<string>): Generator<ContentLine | undefined> {
  let at = text.startsWith("\uFEFF") ? 1 : 0;
  let line = 0;
  let pause = { line: slice.lines, at: slice.chars };
  while (at < text.length) {
    if (line >= pause.line || at >= pause.at) {
      pause = { line: line + slice.lines, at: at + slice.chars };
      yield undefined;
    }
    const began = ++line;
    const first = physicalLine(text, at);
    at = first.next;
    const name = /^[A-Za-z0-9-]+/.exec(first.text)?.[0].toUpperCase() ?? "";
    const isWanted = wanted.has(name);
    const pieces = [first.text];
    let length = first.text.length;
    while (text[at] === " " || text[at] === "\t") {
      const more = physicalLine(text, at + 1);
      at = more.next;
      if (++line % slice.lines === 0) yield undefined;
      if (!isWanted) continue;
      pieces.push(more.text);
      length += more.text.length;
      if (length > longest) break;
    }
    if (length > longest && isWanted)
      throw atLine(began, `Line ${began} (${name}) is longer than ${longest} characters.`);
    const read = isWanted ? split(pieces.join(""), began, name) : undefined;
    if (read) yield read;
  }
}

/** An error about one line of the file. */
export function atLine(line: number, message: string): KotaeError {
  return new KotaeError("invalid_input", message, {
    hint: "Nothing was imported. Export the calendar again as an .ics file (iCalendar, RFC 5545).",
    errors: [{ path: `line ${line}`, message }],
  });
}

function physicalLine(text: string, at: number): { text: string; next: number } {
  const end = text.indexOf("\n", at);
  const stop = end === -1 ? text.length : end;
  const cut = text.charCodeAt(stop - 1) === 13 && stop > at ? stop - 1 : stop;
  return { text: text.slice(at, cut), next: end === -1 ? text.length : end + 1 };
}

function split(text: string, line: number, name: string): ContentLine | undefined {
  const params = new Map<string, string>();
  let at = name.length;
  while (text[at] === ";") {
    const equals = text.indexOf("=", at);
    if (equals === -1) return undefined;
    // a colon or semicolon between quotes belongs to the value
    const quoted = text[equals + 1] === '"' ? text.indexOf('"', equals + 2) : -1;
    const end = quoted === -1 ? endOfValue(text, equals + 1) : endOfValue(text, quoted + 1);
    const value = quoted === -1 ? text.slice(equals + 1, end) : text.slice(equals + 2, quoted);
    params.set(text.slice(at + 1, equals).toUpperCase(), value);
    at = end;
  }
  return text[at] === ":" ? { line, name, params, value: text.slice(at + 1) } : undefined;
}

function endOfValue(text: string, from: number): number {
  const rest = text.slice(from).search(/[;:]/);
  return rest === -1 ? text.length : from + rest;
}

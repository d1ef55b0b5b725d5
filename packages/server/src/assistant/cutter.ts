/** Where a sentence may end; a citation after the full stop still belongs to it. */
const boundary = /(?:[.!?]["'”’)]*(?=\s)|[。！？][」』）]*|\n)(?:[ \t]*\[\d{1,2}\])*[.。]?/g;

/** Cuts growing text into sentences; joined again they are the text. */
export function sentenceCutter() {
  let rest = "";
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
        // the number of a step belongs to it, and after "e.g." nobody begins anew
        if (match[0] === "." && (/^\s*\d{1,3}$/.test(rest.slice(from, match.index)) || /^[ \t]+[a-z]/.test(after)))
          continue;
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

const step = /^\s*(?:\d{1,3}[.)]\s|[\d０-９]{1,3}[．）]|[①-⑳]|[-*•]\s|・)/u;

/** Follows a text sentence by sentence, and says of each whether it is a step of a list, or goes on with one. */
export function stepFinder() {
  let line = "";
  return (sentence: string): boolean => {
    const text = line + sentence;
    const words = line.length + sentence.search(/\S|$/);
    line = text.slice(text.lastIndexOf("\n") + 1);
    return step.test(text.slice(text.lastIndexOf("\n", words - 1) + 1));
  };
}

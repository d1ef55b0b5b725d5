/**
 * Written without spaces between words: Chinese and Japanese characters, Thai and its neighbours; and Korean, which
 * writes particles onto its words.
 */
const isUnspaced =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}ー]/u;
const isWord = /[\p{L}\p{M}\p{N}]/u;
const isOpener = /[\p{L}\p{N}]/u;
const isHiragana = /[\p{sc=Hiragana}ー]/u;
const isHan = /\p{sc=Han}/u;

/** What a character is, as bits: asking a table is many times faster than asking a regular expression. */
const known = 1;
const unspaced = 2;
const word = 4;
const opener = 8;
const hiragana = 16;
const wide = 32;
const han = 64;

const kinds = new Uint8Array(0x1_0000);

/** The kind of the character that begins here; learnt at its first sight, because a whole table would delay a phone. */
function kindAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return (kinds[code] as number) || learn(text, at, code);
}

const wideKinds = new Map<number, number>();

function learn(text: string, at: number, code: number): number {
  const point = text.codePointAt(at) ?? code;
  if (point > 0xffff) {
    let kind = wideKinds.get(point);
    if (kind === undefined) {
      kind = kindOf(String.fromCodePoint(point)) | wide;
      wideKinds.set(point, kind);
    }
    return kind;
  }
  const kind = kindOf(text.charAt(at));
  // half of a pair says nothing about the next pair it may begin
  if ((code & 0xf800) !== 0xd800) kinds[code] = kind;
  return kind;
}

const kindOf = (character: string): number =>
  known |
  (isUnspaced.test(character) ? unspaced : isWord.test(character) ? word : 0) |
  (isOpener.test(character) ? opener : 0) |
  (isHiragana.test(character) ? hiragana : 0) |
  (isHan.test(character) ? han : 0);

/** Whether the code unit is hiragana or the long-vowel mark: grammar more often than meaning. */
export const isHiraganaAt = (text: string, at: number): boolean => (kindAt(text, at) & hiragana) !== 0;

/** Whether the code unit is a Chinese character by itself: its meaning often survives what grammar puts around it. */
export const isHanAt = (text: string, at: number): boolean => (kindAt(text, at) & (han | wide)) === han;

/**
 * Names the pieces of an unspaced run: every two neighbours, but for two hiragana, with both characters in one number,
 * and in front of each pair its first character where that is Chinese, with nothing in the lower half of the number.
 */
export function eachPair(text: string, from: number, to: number, push: (pair: number, at: number) => void): void {
  let code = text.charCodeAt(from);
  let kind = kindAt(text, from);
  if ((kind & (han | wide)) === han) push(code << 16, from);
  for (let at = from + 1; at < to; at++) {
    const next = text.charCodeAt(at);
    const nextKind = (kinds[next] as number) || kindAt(text, at);
    if ((kind & nextKind & hiragana) === 0) push((code << 16) | next, at - 1);
    if ((nextKind & (han | wide)) === han) push(next << 16, at);
    code = next;
    kind = nextKind;
  }
}

/** The characters of a piece that `eachPair` named. */
export const pieceText = (pair: number): string =>
  (pair & 0xffff) === 0 ? String.fromCharCode(pair >>> 16) : String.fromCharCode(pair >>> 16, pair & 0xffff);

/** Whether a text begins with a character of a script without spaces between words. */
export const isUnspacedAt = (text: string, at: number): boolean => (kindAt(text, at) & unspaced) !== 0;

/** Whether an apostrophe or a dot here stands inside a word: something must follow it. */
function joins(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return (code === 39 || code === 46) && at + 1 < text.length && (kindAt(text, at + 1) & opener) !== 0;
}

/**
 * Walks over a normalised text and names its runs, from where to where: those of scripts without spaces between words,
 * and the words of all other scripts, with apostrophes and dots inside them.
 */
export function eachRun(
  text: string,
  onUnspaced: (from: number, to: number) => void,
  onSpaced: (from: number, to: number) => void,
): void {
  const end = text.length;
  let at = 0;
  // the table is asked here and not by `kindAt`: this loop sees every character of every article
  let kind = end > 0 ? (kinds[text.charCodeAt(0)] as number) || kindAt(text, 0) : 0;
  while (at < end) {
    const from = at;
    if (kind & word || joins(text, at)) {
      while (kind & word || (at < end && joins(text, at))) {
        at += kind & wide ? 2 : 1;
        kind = at < end ? (kinds[text.charCodeAt(at)] as number) || kindAt(text, at) : 0;
      }
      onSpaced(from, at);
    } else if (kind & unspaced) {
      while (kind & unspaced) {
        at += kind & wide ? 2 : 1;
        kind = at < end ? (kinds[text.charCodeAt(at)] as number) || kindAt(text, at) : 0;
      }
      onUnspaced(from, at);
    } else {
      at += kind & wide ? 2 : 1;
      kind = at < end ? (kinds[text.charCodeAt(at)] as number) || kindAt(text, at) : 0;
    }
  }
}

import { type Cutter, cutGrams, cutWords, pairOf } from "./cut.ts";
import { eachPair, eachRun, isHiraganaAt } from "./scan.ts";
import { eachPiece, isCourtesy, isIndexed, normalize, plain, tokensOf } from "./tokenize.ts";
import { grown, intern } from "./vocabulary.ts";

/** Reads texts that come as numbers of surfaces (see `surfaces.ts`) into the numbers of their words. */
export type Reader = {
  cutter: Cutter;
  surfaces: readonly string[];
  /** The same normalised, as many as were looked at. */
  normal: string[];
  /** By surface: what it is, once it was read, and whether it begins and ends with hiragana. */
  kinds: Uint8Array;
  /** Its first and its last character as they are indexed. */
  edges: Int32Array;
  /** How many characters it has. */
  lengths: Int32Array;
  /** Its word, or -1 for none, or -2 - n for those in `lists[n]`. */
  words: Int32Array;
  /** Its pairs, or for a spaced word in a title its character pieces: -1 or -2 - n like `words`. */
  others: Int32Array;
  lists: (readonly number[])[];
  /** So many surfaces were looked at for `most`: no surface has more words than that, nor more pairs. */
  checked: number;
  most: number;
  /** The pairs of the run at hand, which come behind its words. */
  pairs: Int32Array;
  /** Characters of the stream that was read last. */
  chars: number;
};

const between = 1;
const unspaced = 2;
const spaced = 4;
const softStart = 8;
const softEnd = 16;

const none = -1;
const unread = -0x8000_0000;

/** A reader of these surfaces that appends to what a cutter has cut; more surfaces may follow. */
export const createReader = (cutter: Cutter, surfaces: readonly string[]): Reader => ({
  cutter,
  surfaces,
  normal: [],
  kinds: new Uint8Array(0),
  edges: new Int32Array(0),
  lengths: new Int32Array(0),
  words: new Int32Array(0),
  others: new Int32Array(0),
  lists: [],
  checked: 0,
  most: 1,
  pairs: new Int32Array(64),
  chars: 0,
});

/** The character for surface 0: those for small numbers are one byte, and none needs escaping in JSON. */
const zero = 93;
const surrogates = 0x800;
/** In front of a text that comes as it is. */
const literal = " ";

/** Numbers of surfaces as a string of one character each. */
export function writeStream(numbers: readonly number[]): string {
  let stream = "";
  for (const number of numbers) {
    const code = number + zero;
    stream += String.fromCodePoint(code < 0xd800 ? code : code + surrogates);
  }
  return stream;
}

/** A text that has no surfaces, as it travels. */
export const writeLiteral = (text: string): string => literal + text;

/** The text of a stream. */
export function textOfStream(surfaces: readonly string[], stream: string): string {
  if (stream.startsWith(literal)) return stream.slice(literal.length);
  let text = "";
  for (const character of stream) {
    const code = character.codePointAt(0) as number;
    text += surfaces[(code < 0xd800 ? code : code - surrogates) - zero];
  }
  return text;
}

/** Appends the words of a stream to the cutter's, as `cutWords` would those of its text. */
export function readWords(reader: Reader, stream: string): void {
  if (stream.startsWith(literal)) {
    cutWords(reader.cutter, stream.slice(literal.length));
    reader.chars = stream.length - literal.length;
  } else read(reader, stream, false);
}

/** Appends the character pieces of a stream, as `cutGrams` would those of its text. */
export function readGrams(reader: Reader, stream: string): void {
  if (stream.startsWith(literal)) cutGrams(reader.cutter, stream.slice(literal.length));
  else read(reader, stream, true);
}

/** Reads a stream: of spaced words their words, or their character pieces. */
function read(reader: Reader, stream: string, asGrams: boolean): void {
  makeRoom(reader);
  const { cutter, kinds, edges, lengths, words, others } = reader;
  const end = stream.length;
  let before = -1;
  let pending = 0;
  let chars = 0;
  for (let at = 0; at < end; at++) {
    let surface = stream.charCodeAt(at) - zero;
    if (surface >= 0xd800 - zero) {
      if (surface < 0xe000 - zero) surface = (stream.codePointAt(at++) as number) - zero;
      surface -= surrogates;
    }
    const kind = (kinds[surface] as number) || learn(reader, surface);
    chars += lengths[surface] as number;
    if (cutter.size + pending + 2 * reader.most > cutter.out.length || pending + reader.most > reader.pairs.length) {
      makeWay(reader, pending);
    }
    const { pairs } = reader;
    if (kind & unspaced) {
      putAll(reader, words[surface] as number);
      if (before >= 0 && !((kinds[before] as number) & softEnd && kind & softStart)) {
        pairs[pending++] = pairOf(cutter, ((edges[before] as number) << 16) | ((edges[surface] as number) >>> 16));
      }
      const own = others[surface] as number;
      if (own >= 0) pairs[pending++] = own;
      else if (own < none) for (const pair of reader.lists[-2 - own] as readonly number[]) pairs[pending++] = pair;
      before = surface;
      continue;
    }
    if (pending > 0) pending = flush(reader, pending);
    before = -1;
    if (kind & spaced) putAll(reader, asGrams ? piecesOf(reader, surface) : (words[surface] as number));
  }
  if (pending > 0) flush(reader, pending);
  reader.chars = chars;
}

/** Room for surfaces that came since the last stream. */
function makeRoom(reader: Reader): void {
  const { surfaces, checked } = reader;
  if (checked === surfaces.length) return;
  const before = reader.others.length;
  for (const key of ["edges", "lengths", "words", "others"] as const) reader[key] = grown(reader[key], surfaces.length);
  reader.others.fill(unread, before);
  const kinds = new Uint8Array(reader.lengths.length);
  kinds.set(reader.kinds);
  reader.kinds = kinds;
  for (let n = checked; n < surfaces.length; n++) {
    // pairs, or pieces of three and of four characters of a word between two lines
    reader.most = Math.max(reader.most, 2 * (surfaces[n] as string).length + 8);
  }
  reader.checked = surfaces.length;
  // all of them in one go: a call for each of tens of thousands takes a phone longer
  const fresh = surfaces.slice(checked);
  const normal = normalize(fresh.join(separator)).split(separator);
  for (const text of normal.length === fresh.length ? normal : fresh.map(normalize)) reader.normal.push(text);
}

/** Nothing combines with it, and it stands in no text. */
const separator = "\u0000";

/** Room for one more surface, whichever it is. */
function makeWay(reader: Reader, pending: number): void {
  const { cutter } = reader;
  cutter.out = grown(cutter.out, cutter.size + pending + 2 * reader.most);
  reader.pairs = grown(reader.pairs, pending + reader.most);
}

/** Appends the pairs of a run that has ended. */
function flush({ cutter, pairs }: Reader, pending: number): 0 {
  const { out, size } = cutter;
  for (let n = 0; n < pending; n++) out[size + n] = pairs[n] as number;
  cutter.size = size + pending;
  return 0;
}

function putAll({ cutter, lists }: Reader, words: number): void {
  if (words >= 0) cutter.out[cutter.size++] = words;
  else if (words < none) for (const word of lists[-2 - words] as readonly number[]) cutter.out[cutter.size++] = word;
}

/** One number for several: itself where it is the only one. */
const listed = ({ lists }: Reader, numbers: readonly number[]): number =>
  numbers.length === 0 ? none : numbers.length === 1 ? (numbers[0] as number) : -1 - lists.push(numbers);

function learn(reader: Reader, surface: number): number {
  const { vocabulary } = reader.cutter;
  const written = reader.surfaces[surface] as string;
  const text = reader.normal[surface] as string;
  let kind = between;
  if (!isCourtesy(text)) {
    eachRun(
      text,
      () => {
        kind = unspaced | (isHiraganaAt(text, 0) ? softStart : 0) | (isHiraganaAt(text, text.length - 1) ? softEnd : 0);
        reader.words[surface] = isIndexed(text) ? intern(vocabulary, text) : none;
        const pairs: number[] = [];
        eachPair(text, 0, text.length, (pair) => pairs.push(pairOf(reader.cutter, pair)));
        reader.others[surface] = listed(reader, pairs);
      },
      () => {
        kind = spaced;
        const words = tokensOf(plain(text)).map((token) => intern(vocabulary, token));
        reader.words[surface] = listed(reader, words);
      },
    );
  }
  reader.kinds[surface] = kind;
  reader.lengths[surface] = written.length;
  reader.edges[surface] = (text.charCodeAt(0) << 16) | text.charCodeAt(text.length - 1);
  return kind;
}

function piecesOf(reader: Reader, surface: number): number {
  const known = reader.others[surface] as number;
  if (known !== unread) return known;
  const padded = `_${plain(reader.normal[surface] as string)}_`;
  const pieces: number[] = [];
  eachPiece(padded, (from, to) => pieces.push(intern(reader.cutter.vocabulary, padded, from, to)));
  const own = listed(reader, pieces);
  reader.others[surface] = own;
  return own;
}

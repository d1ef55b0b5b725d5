import { normalize } from "@kotae/sdk/search";
import { figuresIn, numbersStand } from "./figures.ts";
import { pointsAlike } from "./hinges.ts";
import { withoutPlaceholders } from "./mask.ts";
import { saysNotAlike } from "./polarity.ts";
import { sentences } from "./sentences.ts";
import { type Evidence, readEvidence, stands, tellingWords } from "./telling.ts";

type Passage = { title: string; heading: string; text: string };

const citation = /\[(\d{1,2})\]/g;
/** A claim has to stand in so many neighbouring sentences of a passage. */
const neighbours = 3;

/**
 * Whether a written sentence rests on passages: it cites at least one and none that does not exist, and in one place of
 * them stand all its telling words, every number with what it counts, every name and address, and its “not”, “before”
 * and “we”.
 */
export function isGrounded(sentence: string, passages: readonly Passage[]): boolean {
  const cited = [...new Set([...sentence.matchAll(citation)].map((match) => Number(match[1])))];
  const sources = cited.map((n) => passages[n - 1]);
  if (cited.length === 0 || sources.includes(undefined)) return false;
  const said = withoutPlaceholders(sentence.replace(citation, " ")).replace(/^\s*(?:\d+[.)]|[-*•])\s/, "");
  const telling = tellingWords(said);
  if (telling.length === 0 && !/\d/.test(said)) return false;
  const known = sources.filter((each) => each !== undefined);
  const whole = known.map((passage) => `${headOf(passage)}\n${passage.text}`).join("\n");
  // what stands nowhere need not be looked for place by place
  const all = readEvidence(whole);
  return (
    telling.every((word) => stands(word, all)) &&
    saysNotAlike(said, telling, unitsOf(whole)) &&
    known.every(({ text }) => countsAlike(said, text)) &&
    places(known, { telling, figures: figuresIn(said) }).some(
      (place) =>
        telling.every((word) => stands(word, place)) &&
        holdsAll(addresses(said), place.text) &&
        holdsAll(names(said), place.text) &&
        numbersStand(said, place.text) &&
        pointsAlike(said, place.claim),
    )
  );
}

const headOf = ({ title, heading }: Passage) => `${title}\n${heading}`;

/**
 * The places of a passage a claim may rest on: the fewest neighbouring sentences that hold all its telling words and
 * numbers. Of several passages together, of each the sentences that hold most of them.
 */
function places(sources: readonly Passage[], { telling, figures }: { telling: string[]; figures: string[] }): Place[] {
  const held = (place: Place) => {
    const there = figuresIn(place.text);
    return telling.filter((word) => stands(word, place)).length + figures.filter((n) => there.includes(n)).length;
  };
  const bySource = sources.map((source) => {
    for (let count = 1; count <= neighbours; count++) {
      const each = stretches(source.text, count).map((claim) => placeOf(headOf(source), claim));
      const whole = each.filter((place) => held(place) === telling.length + figures.length);
      if (whole.length > 0) return whole;
      if (count === neighbours) return each.toSorted((one, other) => held(other) - held(one)).slice(0, 1);
    }
    return [];
  });
  const [only = []] = bySource;
  return bySource.length === 1
    ? only
    : [placeOf(sources.map(headOf).join("\n"), bySource.map(([best]) => best?.claim ?? "").join("\n"))];
}

/** Sentences of a passage under its title, which says what they are about and claims nothing. */
type Place = Evidence & { claim: string };

const placeOf = (head: string, claim: string): Place => ({ ...readEvidence(`${head}\n${claim}`), claim });

/** Every run of so many neighbouring sentences; the whole text where there are no more. */
function stretches(text: string, count: number): string[] {
  const units = unitsOf(text);
  const runs = units.length - count + 1;
  return runs <= 1 ? [units.join("\n")] : units.slice(0, runs).map((_, at) => units.slice(at, at + count).join("\n"));
}

/** The sentences and lines of a text. */
const unitsOf = (text: string): string[] =>
  sentences(text.replace(/\n+/g, "\n"))
    .flatMap((each) => each.split(/[\n;；]/))
    .filter((each) => each.trim() !== "");

const squeezed = (text: string) => normalize(text).replace(/\s+/g, "");

/** Whether each of these stands in the source, whatever the spaces and cases. */
function holdsAll(pieces: readonly string[], source: string): boolean {
  if (pieces.length === 0) return true;
  const all = squeezed(source);
  return pieces.every((piece) => all.includes(squeezed(piece)));
}

const addresses = (text: string): string[] =>
  (
    text.match(
      /(?:https?:\/\/|www\.)[^\s<>「」（）()]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b(?:[a-z0-9-]+\.)+(?:com|net|org|io|dev|app|jp|co|example|test|info|biz|ru|cn|xyz)\b(?:\/\S*)?/gi,
    ) ?? []
  ).map((each) => each.replace(/[.,;:!?。、]+$/u, ""));

/** Words written like names: capitals after the first word, mixed with digits or signs, katakana, quoted. */
function names(text: string): string[] {
  const capital = [...text.matchAll(/(?<=[^\s.!?:]\s+["'“(]?)\p{Lu}[\p{L}\p{N}_-]*/gu)].map(([each]) => each);
  const coined =
    text.match(/\b(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{2,}\b|\b[A-Z]{2,}\b|\b[a-z]+[A-Z]\w*|`[^`]+`/g) ?? [];
  const katakana = text.match(/[\p{sc=Katakana}ー]{3,}/gu) ?? [];
  const quoted = [...text.matchAll(/[“"「『]([^“”"「」『』]{2,60})[”"」』]/gu)].map((match) => String(match[1]));
  const usual = (each: string) => each === "I" || /^I['’]/.test(each);
  return [
    ...capital.filter((each) => !usual(each)),
    ...coined.map((each) => each.replaceAll("`", "")),
    ...katakana,
    ...quoted,
  ];
}

/**
 * Whether a sentence gives each number to what the text gives it to: “the Team plan costs $12” does not stand in “the
 * Standard plan costs $12, the Team plan $30”. What is named first, and every name, may not stand beside another number
 * only.
 */
function countsAlike(said: string, text: string): boolean {
  const figures = figuresIn(said);
  if (figures.length === 0) return true;
  const clauses = unitsOf(text)
    .flatMap((each) => each.split(/[,;、；](?!\d)|\b(?:and|but|while|whereas)\b/))
    .map((clause) => ({ evidence: readEvidence(clause), numbers: figuresIn(clause) }))
    .filter(({ numbers }) => numbers.length > 0);
  const telling = tellingWords(said);
  const first = telling.find((word) => clauses.some(({ evidence }) => stands(word, evidence)));
  const named = [...(first === undefined ? [] : [first]), ...names(said).flatMap(tellingWords)];
  const isOwn = ({ numbers }: { numbers: string[] }) => numbers.some((number) => figures.includes(number));
  const own = clauses.filter(isOwn);
  const rivals = clauses.filter((clause) => !isOwn(clause));
  const holds = (all: typeof clauses, word: string) => all.some(({ evidence }) => stands(word, evidence));
  return own.length === 0 || named.every((word) => holds(own, word) || !holds(rivals, word));
}

/** Whether a sentence is in the language the visitor reads. */
export function isInLanguage(sentence: string, lang: "en" | "ja"): boolean {
  const letters = sentence.replace(citation, "").match(/\p{L}/gu) ?? [];
  if (letters.length === 0) return true;
  const japanese = letters.filter((letter) => /[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/u.test(letter)).length;
  const latin = letters.filter((letter) => /\p{sc=Latin}/u.test(letter)).length;
  // names and commands keep their letters in either language
  return lang === "ja" ? japanese / letters.length >= 0.3 : latin / letters.length >= 0.7;
}

/** Whether a text repeats so many words of another in a row that it quotes it. */
export function quotes(text: string, secret: string, run = 8): boolean {
  const tokens = (of: string): string[] => normalize(of).match(/[\p{L}\p{N}]+/gu) ?? [];
  const said = ` ${tokens(text).join(" ")} `;
  const parts = tokens(secret);
  for (let at = 0; at + run <= parts.length; at++) {
    if (said.includes(` ${parts.slice(at, at + run).join(" ")} `)) return true;
  }
  return false;
}

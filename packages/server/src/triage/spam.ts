import { normalize } from "@kotae/sdk/search";
import { phrases, shorteners } from "./spam-phrases.ts";

/** What is known of a message when it arrives. */
export type Arrival = {
  subject?: string | undefined;
  text: string;
  /** The address it came from, where there is one. */
  from?: string | undefined;
  /** How long a form was open before it was sent. */
  filledMillis?: number | undefined;
  /** Whether a field that people do not see was filled in. */
  trapFilled?: boolean | undefined;
  /** How many others lately sent the same words. */
  sameLately?: number | undefined;
  /** Whether this person had a ticket before, or was signed in. */
  isKnown?: boolean | undefined;
  /** Words, addresses or domains the desk refuses. */
  blocked?: readonly string[] | undefined;
};

export type SpamReason =
  | { kind: "trap" | "too_fast" | "few_words" | "no_letters" | "known_person"; weight: number }
  | { kind: "links" | "repeated" | "same_lately"; weight: number; count: number }
  | { kind: "phrase" | "blocked" | "shortened_link" | "shouting"; weight: number; words: string };

/** `suspended` waits for somebody to look at it; only what is all but certain is `spam`. */
export type SpamVerdict = { verdict: "ok" | "suspended" | "spam"; score: number; reasons: SpamReason[] };

const charsRead = 4_000;
/** Nobody reads a form and writes three sentences in that time. */
const tooFastMillis = 1_500;
/** Weights are in log odds; before anything is known, one message in some hundred is spam. */
const before = -4.6;
const [suspendedFrom, spamFrom] = [0.5, 0.95];
const link = /\b(?:https?:\/\/|www\.)[^\s<>"'」）)]+/giu;

/** Weighs what speaks for and against a message; the score is the probability that it is spam. */
export function weighSpam(arrival: Arrival): SpamVerdict {
  const text = normalize(`${arrival.subject ?? ""}\n${arrival.text}`.slice(0, charsRead));
  const reasons = [...aboutArrival(arrival), ...aboutWords(text, arrival), ...aboutLinks(text)];
  const sum = reasons.reduce((all, { weight }) => all + weight, before);
  const score = 1 / (1 + Math.exp(-sum));
  const verdict = score >= spamFrom ? "spam" : score >= suspendedFrom ? "suspended" : "ok";
  return { verdict, score, reasons: reasons.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight)) };
}

function aboutArrival({ filledMillis, trapFilled, sameLately = 0, isKnown }: Arrival): SpamReason[] {
  const reasons: SpamReason[] = [];
  if (trapFilled) reasons.push({ kind: "trap", weight: 6 });
  if (filledMillis !== undefined && filledMillis < tooFastMillis) reasons.push({ kind: "too_fast", weight: 3 });
  if (sameLately > 1) reasons.push({ kind: "same_lately", weight: Math.min(4, sameLately), count: sameLately });
  if (isKnown) reasons.push({ kind: "known_person", weight: -4 });
  return reasons;
}

/** Another phrase of the same kind adds so much of the first one. */
const again = 0.4;
const samePhrasesMost = 4;

/** Written on purpose with signs between the letters is still the same word. */
const bare = (text: string): string => text.replace(/[^\p{L}\p{N}\s.@]/gu, "");

function aboutWords(text: string, { text: written, from = "", blocked = [] }: Arrival): SpamReason[] {
  const reasons: SpamReason[] = [];
  const plain = bare(text);
  for (const { find, weight } of phrases) {
    const found = [...new Set(plain.match(find))].slice(0, samePhrasesMost);
    const words = found.join(", ");
    if (words !== "") reasons.push({ kind: "phrase", weight: weight * (1 + again * (found.length - 1)), words });
  }
  for (const word of blocked) {
    const wanted = normalize(word).trim();
    const isIn = wanted !== "" && (text.includes(wanted) || normalize(from).includes(wanted));
    if (isIn) reasons.push({ kind: "blocked", weight: 8, words: word });
  }
  const shout = /(?:\b[A-Z]{4,}\b[ !]*){4,}/.exec(written.slice(0, charsRead))?.[0].trim();
  if (shout) reasons.push({ kind: "shouting", weight: 1, words: shout.slice(0, 60) });
  const repeated = mostRepeated(text);
  if (repeated >= 5) reasons.push({ kind: "repeated", weight: Math.min(4, repeated / 3), count: repeated });
  if (!/\p{L}/u.test(text.replace(link, " "))) reasons.push({ kind: "no_letters", weight: 3.5 });
  return reasons;
}

/** How often the same line, or the same word in a row, comes again. */
function mostRepeated(text: string): number {
  const lines = text.split(/\n|(?<=[.!?。！？])/).map((line) => line.trim());
  const counts = Map.groupBy(
    lines.filter(({ length }) => length > 3),
    (line) => line,
  );
  const [ofLines, ofWords] = [Math.max(0, ...[...counts.values()].map(({ length }) => length)), longestRun(text)];
  return Math.max(ofLines, ofWords);
}

function longestRun(text: string): number {
  let [most, run, last] = [0, 0, ""];
  for (const word of text.split(/\s+/)) {
    run = word !== "" && word === last ? run + 1 : 1;
    last = word;
    most = Math.max(most, run);
  }
  return most;
}

function aboutLinks(text: string): SpamReason[] {
  const links = text.match(link) ?? [];
  const reasons: SpamReason[] = [];
  // a customer sends a link or two of the page that does not work
  if (links.length > 2)
    reasons.push({ kind: "links", weight: Math.min(4, 0.8 * (links.length - 2)), count: links.length });
  const short = links.find((each) => shorteners.test(each));
  if (short) reasons.push({ kind: "shortened_link", weight: 2, words: short.slice(0, 100) });
  const words = text.replace(link, " ").match(/\p{L}+/gu)?.length ?? 0;
  if (links.length > 0 && words < 5) reasons.push({ kind: "few_words", weight: 3 });
  return reasons;
}

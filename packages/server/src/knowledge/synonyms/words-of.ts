import { normalize, words } from "@kotae/sdk/search";

/** The telling words of a text: what they are compared by, and how they are written. */
export function wordsOf(text: string): Map<string, string> {
  const found = new Map<string, string>();
  const add = (key: string, written: string) => {
    if (written.length > 1) found.set(key, written);
  };
  const runs = normalize(text).match(
    /[\p{sc=Han}々\p{sc=Hiragana}\p{sc=Katakana}ー]+|[^\P{L}\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}](?:(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}])[\p{L}\p{N}'.-])*/gu,
  );
  for (const run of runs ?? []) {
    if (isUnspaced(run)) {
      for (const word of inUnspaced(run)) add(word.replace(endings, "$1"), word);
      continue;
    }
    const written = run.replace(/['.-]+$/, "");
    const [key] = words(written);
    if (key !== undefined) add(key, written);
  }
  return found;
}

const segmenter = new Intl.Segmenter("ja", { granularity: "word" });
const isUnspaced = (text: string) => /^[\p{sc=Han}々\p{sc=Hiragana}\p{sc=Katakana}ー]/u.test(text);
const isHiragana = (text: string) => /^[\p{sc=Hiragana}ー]+$/u.test(text);
/** 引越し and 引越 are one word; an ending is no word of its own. */
const endings = /^([\p{sc=Han}々].*?)\p{sc=Hiragana}+$/u;
/** A noun with its ending, such as 引越し or 手続き: a verb has one Chinese character, and is about anything. */
const noun = /^(?=(?:.*?[\p{sc=Han}々]){2})[\p{sc=Han}々].*\p{sc=Hiragana}/u;

/** The words of a run without spaces: of one script each, and nouns of two. */
function* inUnspaced(run: string): Generator<string> {
  const segments = Array.from(segmenter.segment(run), ({ segment }) => segment);
  let plain = "";
  let hiragana: string[] = [];
  let before = "";
  // one more, so that what is last is said too
  for (const segment of [...segments, ""]) {
    if (isHiragana(segment)) {
      hiragana.push(segment);
    } else {
      yield* inHiragana(hiragana, before);
      hiragana = [];
      before = segment;
    }
    if (segment !== "" && !isHiragana(segment) && !noun.test(segment)) {
      plain += segment;
      continue;
    }
    // 暗証番号 is one word to those who write it, and two in the dictionary
    yield* plain.match(/[\p{sc=Han}々]+|[\p{sc=Katakana}ー]+/gu) ?? [];
    plain = "";
    if (noun.test(segment)) yield segment;
  }
}

/** Particles, which hardly any word has inside, and those that many have. */
const alwaysBetween = new Set(["の", "を", "から", "まで", "より", "って", "とか", "など", "ので", "のに", "けど"]);
const oftenBetween = new Set(["は", "が", "に", "で", "と", "も", "へ", "や", "か"]);
const politeness = /(?:(?:たい|ます|ました|ません|です|でした|ください)(?:か|が)?)+$/u;
/** What a sentence is built with, and no search is about. */
const grammar =
  /^(?:す(?:る|れ|ぐ)|し(?:た|て|な|ま|よう)|でき|な(?:い|く|ら|っ|け|に|ぜ|ん|か)|ど(?:う|の|こ|れ|ち|ん)|いつ|だれ|[こそあ](?:れ|の|こ|ん|う|ち)|もら|くれ|くだ|いただ|ほし|いい|よい|わか|あ(?:り|る)|い(?:る|ま|な|き)|おり|ところ|とき|こと|ため|ほう|よう|だけ|つい|よる|また|もし|まだ|もう|たら|れば|られ|せて)/u;

/** The words in hiragana: the dictionary takes many of them apart, so they are what stands between particles. */
function* inHiragana(segments: readonly string[], before: string): Generator<string> {
  const parts: string[] = [""];
  for (const [n, segment] of segments.entries()) {
    const isLast = n === segments.length - 1;
    const stands = n === 0 ? before !== "" : isLast || segment === "は" || (segments[n - 1] ?? "").length > 1;
    if (alwaysBetween.has(segment) || (oftenBetween.has(segment) && stands)) parts.push("");
    else parts[parts.length - 1] += segment;
  }
  // what follows a Chinese character is its ending: 失く|した
  const isEnding = /[\p{sc=Han}々]$/u.test(before) && segments[0]?.length === 1 && parts[0] !== "";
  for (const part of isEnding ? parts.slice(1) : parts) {
    const word = part.replace(politeness, "");
    if (word.length > 1 && !grammar.test(word) && (word.length > 2 || words(word).length > 0)) yield word;
  }
}

/** What is hidden, by the word its placeholder carries. */
export type Kind = "secret" | "card" | "account" | "email" | "phone" | "address" | "number";

export type Pattern = {
  kind: Kind;
  /** Matched on text in half width; group 1, where there is one, is what is hidden. */
  find: RegExp;
  /** Says no to what only looks like it. */
  isOne?(found: string): boolean;
};

const secretWord =
  "(?:pass(?:word|wd|phrase|code)?|pwd|pin(?: code)?|secret|(?:api|access|auth|secret|private|client)[ _-]?(?:key|token|secret)|token|credentials?|パスワード|暗証番号|パスコード|秘密鍵|合言葉|認証コード|(?:API|アクセス)(?:キー|鍵)|シークレット|トークン)";
const dash = "[-‐‑‒–—−ーｰ]";
const phoneGap = "[ .()‐‑–−-]";

/** In the order they are looked for: what is found first is no longer there for the next. */
export const patterns: readonly Pattern[] = [
  {
    kind: "secret",
    find: /-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----|$)/g,
  },
  // the ways well-known services begin their keys, and tokens in three parts
  {
    kind: "secret",
    find: /\b(?:sk|pk|rk)[-_][A-Za-z0-9_-]{12,}|\b(?:gh[pousr]_|github_pat_|glpat-|xox[abeprs]-|shpat_|whsec_|npm_|hf_|SG\.)[A-Za-z0-9_.-]{10,}|\bA(?:KIA|SIA)[A-Z0-9]{12,}|\bAIza[A-Za-z0-9_-]{20,}|\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{4,}(?:\.[A-Za-z0-9_-]*)?/g,
  },
  { kind: "secret", find: /\b(?:Bearer|Basic)\s+([A-Za-z0-9._~+/=-]{12,})/gi },
  { kind: "secret", find: /\b[a-z][a-z0-9+.-]*:\/\/([^\s/:@]+:[^\s/@]+)@/gi },
  // "password: hunter2", 「パスワードは hunter2 です」
  {
    kind: "secret",
    find: new RegExp(
      `${secretWord}["'」』]?\\s*(?:[:=]|\\bis\\b|\\bwas\\b|は|が)\\s*["'「『“]?([^\\s"'」』”。、,;]{3,})`,
      "gi",
    ),
    // a word in letters only is a sentence going on: "the password is wrong", 「パスワードはどこで」
    isOne: (found) => /\d|[^\p{L}\p{N}.?!？！]/u.test(found.replace(/[.?!？！]+$/u, "")) || isCoined(found),
  },
  // letters and digits mixed for that long are nobody's words
  {
    kind: "secret",
    find: /(?<![\w/.+=-])(?=[A-Za-z0-9_+=-]*\d)(?=[A-Za-z0-9_+=-]*[A-Za-z])[A-Za-z0-9_+=-]{32,}(?![\w/])/g,
    isOne: (found) => !/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(found),
  },
  // Latin letters only: in Japanese nothing stands between an address and the words around it
  {
    kind: "email",
    find: /(?<![\p{sc=Latin}\p{N}._%+'-])[\p{sc=Latin}\p{N}._%+'-]{1,64}@(?:[\p{sc=Latin}\p{N}-]{1,63}\.){1,8}\p{sc=Latin}{2,24}/gu,
  },
  {
    kind: "account",
    find: /\b(?:[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}|[a-z]{2}\d{2}[a-z0-9]{11,30})\b/g,
    isOne: isIban,
  },
  {
    kind: "card",
    find: new RegExp(`(?<![\\d])\\d(?:[ .]?\\d|${dash}\\d){12,18}(?!\\d)`, "g"),
    isOne: passesLuhn,
  },
  {
    kind: "account",
    find: /(?:account|acct\.?|routing|sort code|口座(?:番号)?|支店番号)\s*(?:no\.?|number|#|番号)?\s*(?:[:=]|is|は|が)?\s*(\d[\d -]{4,}\d)/gi,
  },
  // 〒 and what follows it on its line
  { kind: "address", find: /〒\s*\d{3}[-‐‑–−ー]?\d{4}[^\n。]{0,80}/g },
  {
    kind: "address",
    find: /(?:東京都|北海道|(?:京都|大阪)府|[\p{sc=Han}]{2,3}県)[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー]{1,20}?[市区町村郡][^\n。、,]{0,40}?\d[\d丁目番地号 ‐‑–−ー-]*(?:[^\s。、,]{0,20}(?:号室|号|階))?/gu,
  },
  {
    kind: "address",
    find: /\b\d{1,5}[A-Za-z]? (?:[A-Z][\p{L}.'-]* ){1,4}(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Square|Sq|Terrace|Way|Place|Pl)\b\.?(?:,? (?:Apt|Suite|Unit|Flat|#)\.? ?\w+)?(?:, [\p{L} .'-]{2,40}(?:,? [A-Z]{2} \d{5}(?:-\d{4})?)?)?/gu,
  },
  {
    kind: "phone",
    find: new RegExp(
      // +81 90-1234-5678, 090-1234-5678, (03) 1234 5678, 555-123-4567
      `(?<![\\d.-])(?:\\+\\d{1,3}${phoneGap}{0,2}(?:\\d${phoneGap}{0,2}){6,13}\\d|\\(?0\\d{1,4}\\)?${phoneGap}{0,2}\\d{1,4}${phoneGap}{1,2}\\d{3,4}|0[5789]0\\d{8}|0\\d{9}|\\(\\d{3}\\) ?\\d{3}[- .]\\d{4}|\\d{3}[-.]\\d{3}[-.]\\d{4})(?![\\d-])`,
      "g",
    ),
    // 2026.11.23 and the like are no numbers to call
    isOne: (found) => !/^\d{1,4}[./-]\d{1,2}[./-]\d{1,2}$/.test(found),
  },
  { kind: "number", find: /(?<!\d)\d{3}-\d{2}-\d{4}(?!\d)/g },
  { kind: "number", find: new RegExp(`(?<![\\w.-])\\d(?: ?\\d|${dash}\\d){8,}(?![\\w-])`, "g") },
];

/** A mix of cases inside one word, as people make passwords. */
const isCoined = (found: string) => /^[\x21-\x7e]+$/.test(found) && /[a-z][A-Z]/.test(found);

/** ISO 7812: the check every card number passes. */
function passesLuhn(found: string): boolean {
  const digits = found.replace(/\D/g, "");
  if (digits.length < 13 || digits.length > 19 || /^(\d)\1*$/.test(digits)) return false;
  let sum = 0;
  for (let at = 0; at < digits.length; at++) {
    const digit = Number(digits[digits.length - 1 - at]);
    const twice = at % 2 === 0 ? digit : digit * 2;
    sum += twice > 9 ? twice - 9 : twice;
  }
  return sum % 10 === 0;
}

/** ISO 13616: moved round and read as a number, it leaves 1 of 97. */
function isIban(found: string): boolean {
  const plain = found.replace(/\s/g, "").toUpperCase();
  if (plain.length < 15 || plain.length > 34) return false;
  let rest = 0;
  for (const character of plain.slice(4) + plain.slice(0, 4)) {
    const value = /\d/.test(character) ? Number(character) : character.charCodeAt(0) - 55;
    rest = (value > 9 ? rest * 100 + value : rest * 10 + value) % 97;
  }
  return rest === 1;
}

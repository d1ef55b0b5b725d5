import { counted } from "./mask-numbers.ts";
import type { Pattern } from "./mask-patterns.ts";

/** What one calls a password; the short ones only where they are a word of their own. */
const long = "pass(?:word|wd|phrase|code)";
const japanese = "パスワード|パスフレーズ|パスコード|合言葉|暗証番号";
const password = `(?:${long}|(?<![a-z])pwd?|${japanese})`;
/** What one calls another secret. */
const secret =
  "(?:(?<![a-z])pass|(?:api|access|auth|secret|private|client|licen[cs]e|product|recovery)[ _-]?(?:key|token|secret)|(?<![a-z])(?:secret|token)|credentials?|秘密鍵|(?:api|アクセス|ライセンス|プロダクト) ?(?:キー|鍵)|シークレット|トークン|(?<![ァ-ヶー])パス(?= ?[はが:=]))";
/** Digits that prove who somebody is, sent or printed on a card. */
const code =
  "(?:(?<![a-z])(?:otp|cvv2?|cvc2?)|(?:one[ -]time|verification|security|authentication|auth|login|sms|2fa|mfa|recovery|backup) (?:code|passcode|password)|認証(?:コード|番号)|確認コード|ワンタイムパスワード|(?:セキュリティ|リカバリー|バックアップ) ?コード)";

const equals = "(?:[:=]|->|→|⇒)";
const says = "(?:(?:['’]s)? (?:is|was)(?: (?:now|still|currently|actually|just|set to))?:? |は|が)";
const opens = "[\"'「『“‘*`]?";
const closes = "[\"'」』”’*`)]?";
/** ASCII only: in Japanese the sentence goes on without a space. */
const token = "(?:(?![\"',;])[!-~])";
const ends = `(?=${closes}(?:\\s*$|[\\n,;。、/|]|[.!?](?:\\s|$)|\\s+(?:and|but|or|so|please|pls|thanks|user|username|login|email|id|by)\\b|\\s*(?:です|でした|だ(?:と|が|けど)|に(?:し|設定|変更))))`;

export const secrets: readonly Pattern[] = [
  {
    kind: "secret",
    find: /-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----|$)/g,
  },
  // the ways well-known services begin their keys, and tokens in three parts
  {
    kind: "secret",
    find: /\b(?:sk|pk|rk)[-_][A-Za-z0-9_-]{12,}|\b(?:gh[pousr]_|github_pat_|glpat-|xox[abeprs]-|shpat_|whsec_|npm_|hf_|SG\.)[A-Za-z0-9_.-]{10,}|\bA(?:KIA|SIA)[A-Z0-9]{12,}|\bAIza[A-Za-z0-9_-]{20,}|\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{4,}(?:\.[A-Za-z0-9_-]*)?/g,
  },
  {
    kind: "secret",
    find: /\b(?:Bearer|Basic)\s+(?<hidden>[A-Za-z0-9._~+/=-]{12,})/dgi,
    // "basic troubleshooting" is no secret
    isOne: (found) => /\d|[a-z][A-Z]|=$/.test(found),
  },
  { kind: "secret", find: /\b[a-z][a-z0-9+.-]{0,20}:\/\/(?<hidden>[^\s/:@]+:[^\s/@]+)@/dgi },
  { kind: "secret", find: /[?&](?:key|code|sig|signature|auth)=(?<hidden>[^&#\s⟦]{6,})/dgi },
  // "PIN 4821", 「暗証番号は4821です」: a pin in small letters may be what holds a badge
  {
    kind: "secret",
    find: new RegExp(
      `(?:(?<![A-Za-z])(?:PIN|(?:[Mm]y|[Tt]he|[Yy]our|[Cc]ard|[Oo]ld|[Nn]ew|[Ss]im|SIM|[Dd]ebit) [Pp]in|[Pp]in(?= ?(?:[:=]|code|number|is |was |は|\\d{4}(?:[.,!?]|\\s*$))))(?:[ -]?(?:[Cc]ode|[Nn]umber|[Nn]o\\.?|コード|番号))?|[Pp]asscode|パスコード|暗証番号)\\s{0,2}(?:[:=#]|is|was|of|は|が)?\\s{0,2}["'「『“]?(?!${counted})(?<hidden>\\d{4,8})(?![\\d/.-]*\\d)`,
      "dg",
    ),
  },
  {
    kind: "secret",
    find: new RegExp(
      `${code}\\s{0,2}(?:[:=#]|is|was|は|が)?\\s{0,2}["'「『“]?(?!${counted})(?<hidden>\\d(?:[ -]?\\d){2,9})(?![ -]?\\d)`,
      "dgi",
    ),
  },
  // "password: hunter2", 「パスワードは hunter2 です」
  {
    kind: "secret",
    find: new RegExp(
      `(?:${password}|${secret}|${code})["'」』]?\\s{0,3}(?:${equals}|${says}|['’]s )\\s{0,3}${opens}(?!${counted})(?<hidden>${token}{3,})`,
      "dgi",
    ),
    isOne: isCoined,
  },
  // in quotation marks it may be in any letters
  {
    kind: "secret",
    find: new RegExp(
      `${password}["'」』]?\\s{0,3}(?:${equals}|は)\\s{0,3}["「『“](?!${counted})(?<hidden>[^"「」『』“”\\n⟦⟧]{3,40})["」』”]`,
      "dgi",
    ),
    isOne: (found) => /\d/.test(found) && !/文字|桁|以上|以内|以下|です|ます|ください|\s/.test(found),
  },
  // a word is one where the sentence ends with it: "the password is wrong today" is none
  {
    kind: "secret",
    find: new RegExp(
      `${password}["'」』]?\\s{0,3}(?:${equals}|${says})\\s{0,3}${opens}(?<hidden>[a-z][a-z_'-]{3,30}(?![\\w'-]))${ends}`,
      "dgi",
    ),
    isOne: (found) => !isOrdinary(found),
  },
  {
    kind: "secret",
    find: new RegExp(`${password}["'」』]?\\s{0,3}${equals}\\s{0,3}${opens}(?<hidden>[a-z]{4,40})(?![\\w'-])`, "dgi"),
    isOne: (found) => /[a-z][A-Z]/.test(found),
  },
  // with nothing between, only what is nobody's word: "my password hunter2"
  {
    kind: "secret",
    find: new RegExp(
      `(?:${long}[ \\t]+|(?:${japanese})[ \\t]*)["'「『“]?(?!${counted})(?<hidden>[\\w!@#$%^&*+.?~-]{5,})(?![=/(<@:])`,
      "dgi",
    ),
    isOne: (found) => isCoined(found) && isUnspeakable(found),
  },
  // letters and digits mixed for that long are nobody's words, and no name of a file either
  {
    kind: "secret",
    find: /(?<![\w/.+=-])(?=[A-Za-z0-9_+=-]*\d)(?=[A-Za-z0-9_+=-]*[A-Za-z])[A-Za-z0-9_+=-]{32,}(?![\w/])/g,
    isOne: (found) =>
      !/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(found) &&
      !/^-{0,2}(?:[A-Za-z]+\d{0,3}|\d{1,8})(?:[_=-]+(?:[A-Za-z]+\d{0,3}|\d{1,8}))+$/.test(found),
  },
];

const plain = (found: string) => found.replace(/^[*_`(]+|[.?!*_`):]+$/g, "");

/** Names with digits in them that are said around passwords. */
const technical =
  /^(?:\d+fa|oauth\d?(?:\.\d)?|sha-?\d+|md5|base64|utf-?8|[ar]es-?\d+|rsa-?\d+|wpa-?\d|ipv[46]|http\/?\d?|win(?:dows)?-?\d+|ios-?\d*|android-?\d*|v\d+(?:\.\d+)*|\d+(?:\.\d+)+|1password|office365|microsoft365|m365|google2fa)$/i;

/** Whether nobody would write this as a word or a figure: digits, or signs that stand in no sentence. */
function isCoined(found: string): boolean {
  const bare = plain(found);
  if (/^(?:https?:|www\.)/i.test(bare) || technical.test(bare)) return false;
  if (/^\d+$/.test(bare)) return bare.length >= 4;
  if (/^\d{1,3}[-~]\d{1,3}$/.test(bare)) return false;
  return /\d|[!@#$%^&*+=~|\\<>{}[\]]/.test(bare);
}

/** Whether this can be neither a number of an order, nor a price, nor an address for mail. */
function isUnspeakable(found: string): boolean {
  const bare = plain(found);
  if (/^#?[A-Z]{0,5}-?\d+$/.test(bare)) return /^\d{5,}$/.test(bare);
  if (/^[$#]|@[\w-]+\.\w/.test(bare) || bare.length < 6) return false;
  return /[a-z]/i.test(bare) && /\d|[a-z][!@#$%^&*]+[a-z0-9]/i.test(bare);
}

/** What follows “the password is” or “password:” in a question. */
const ordinary = new Set(
  "about account admin again apple blank both broken case change changes correct crap default different docs dead easy email empty error errors everywhere expiry facebook field fine form forgot forgotten free gone good google guide guides hard hash help here hers hidden his history incorrect info invalid issue issues kaput keep known later length limit link lost manager mandatory mine minimum missing must needs never nothing none nope null okay old online only optional options ours outdated page phone please policies policy private problem problems protection public question questions random recovery required requirement requirements reset resets right rules safe same secret secrets secure security settings setup short simple stale stolen strength strong stuck support text theirs there this tips toggle topic true undefined unclear unknown unset unsafe unwell update updates upper user username valid weak what when where which why wrong yours".split(
    " ",
  ),
);

const isOrdinary = (word: string): boolean => {
  const lower = word.toLowerCase().replace(/['_-]+$/, "");
  return ordinary.has(lower) || /(?:ed|ing|able|ible|ly|ful|less|ous|ive)$|['_-]/.test(lower);
};

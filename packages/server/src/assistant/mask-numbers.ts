import type { Pattern } from "./mask-patterns.ts";

const dash = "[-‐‑‒–—−ーｰ]";
const phoneGap = "[ .()‐‑–−ー-]";

/** A number that says how many or how much: “8 characters”, 「8文字」, "30 days". */
export const counted =
  "\\d{1,15}(?:[.,~〜–-]\\d{1,9}){0,4}[ -]?(?:(?:st|nd|rd|th|x|h|hrs?|hours?|m|mins?|minutes?|s|secs?|seconds?|ms|days?|weeks?|months?|years?|chars?|characters?|digits?|letters?|symbols?|words?|times|attempts?|tries|users?|people|members?|items?|messages?|orders?|pieces?|pcs|bits?|bytes?|[kmgt]i?b|kg|cm|mm|km|yen|dollars?|euros?|pounds?|usd|eur|jpy|gbp|percent|points?|or|to|and more)(?![a-z0-9])|[年月日時分秒週回桁字文人名個円件つ歳枚台本階点%℃]|[かヶカ]月|ドル|ユーロ|ポイント|バイト|ユーザー|アカウント|パーセント)";

/** The groups of digits in what was found, with where they begin and end. */
const groupsOf = (found: string) =>
  Array.from(found.matchAll(/\d+/g), ({ 0: digits, index }) => ({ digits, from: index, to: index + digits.length }));

/** Cards: any sign or line break between the groups that people put there. */
export const cards: readonly Pattern[] = [
  {
    kind: "card",
    find: new RegExp(`(?<!\\d)\\d(?:(?:[\\s./\\\\_*,・|:()]|${dash}){0,3}\\d){12,}(?!\\d)`, "g"),
    parts: cardsIn,
  },
];

const shapes = /^(?:4-4-[\d-]+|4-6-[45]|4-12|8-8|6-10|\d\d|(?:1-)+1|(?:2-)+[12])$/;

/** Where cards stand in digits with signs between; other numbers may stand right before and after. */
function cardsIn(found: string): [number, number][] {
  const groups = groupsOf(found);
  const parts: [number, number][] = [];
  for (let first = 0; first < groups.length; first++) {
    let digits = "";
    let best: number | undefined;
    for (let last = first; last < groups.length && digits.length < 19; last++) {
      digits += groups[last]?.digits;
      const shape = groups.slice(first, last + 1).map((group) => group.digits.length);
      if (isCard(digits) && shapes.test(shape.join("-"))) best = last;
    }
    if (best === undefined) continue;
    parts.push([groups[first]?.from ?? 0, groups[best]?.to ?? 0]);
    first = best;
  }
  return parts;
}

/** How cards begin, by their length (ISO/IEC 7812): a sum alone would take every tenth number. */
const issuers: readonly [lengths: RegExp, begin: RegExp][] = [
  [/^(?:13|16|19)$/, /^4/],
  [/^15$/, /^3[47]/],
  [/^1[4-9]$/, /^3(?:0[0-5]|[689])/],
  [/^1[6-9]$/, /^35/],
  [/^16$/, /^(?:5[1-5]|2(?:22[1-9]|2[3-9]|[3-6]|7[01]|720))/],
  [/^1[3-9]$/, /^(?:5[06-9]|6|8[12])/],
];

function isCard(digits: string): boolean {
  const length = String(digits.length);
  if (!issuers.some(([lengths, begin]) => lengths.test(length) && begin.test(digits))) return false;
  let sum = 0;
  for (let at = 0; at < digits.length; at++) {
    const digit = Number(digits[digits.length - 1 - at]);
    const twice = at % 2 === 0 ? digit : digit * 2;
    sum += twice > 9 ? twice - 9 : twice;
  }
  return sum % 10 === 0;
}

const joins = `(?:\\s{0,2}(?:[:=#]|is|は|が|の)?\\s{0,2}["「]?)`;

export const accounts: readonly Pattern[] = [
  {
    kind: "account",
    find: /(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}(?:[ .-]?[A-Za-z0-9]){11,}/g,
    parts: (found) => {
      const end = ibanEnd(found);
      return end === undefined ? [] : [[0, end]];
    },
  },
  // one that was mistyped is still nobody's business
  { kind: "account", find: /\bIBAN\b[\s:=]{0,3}(?<hidden>[A-Z]{2}\d{2}(?: ?[A-Z0-9]{2,4}){3,8})(?![A-Za-z0-9])/dg },
  {
    kind: "account",
    find: new RegExp(
      `(?:account|acct\\.?|routing|sort code|bsb|口座)(?: ?(?:no\\.?|number|num|#|番号))?${joins}(?!${counted})(?<hidden>\\d(?:[ -]?\\d){5,17})(?![ -]?\\d)`,
      "dgi",
    ),
    isOne: (found) => !isDate(found),
  },
  // 普通 1234567, 当座預金1234567
  {
    kind: "account",
    find: new RegExp(
      `(?:(?:普通|当座|貯蓄|定期)(?:預金|貯金)?(?:口座)?(?:番号)?|\\(?[普当]\\))${joins}(?!${counted})(?<hidden>\\d{6,8})(?!\\d)`,
      "dg",
    ),
  },
  { kind: "account", find: /[支本]店[^\d\n。]{0,10}(?:\d{3}[^\d\n。]{1,10})?(?<hidden>\d{7})(?![\d円])/dg },
  // ゆうちょ
  { kind: "account", find: /記号[\s:は]{0,3}(?<hidden>\d{5}(?:-?\d)?[^\d\n]{0,6}番号[\s:は]{0,3}\d{2,8})(?!\d)/dg },
];

/** How long an IBAN is in each country (ISO 13616). */
const ibanLengths = Object.fromEntries(
  "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30"
    .split(" ")
    .map((each) => [each.slice(0, 2), Number(each.slice(2))]),
) as Record<string, number>;

/** Where the IBAN that a text begins with ends: moved round and read as a number, it leaves 1 of 97. */
function ibanEnd(found: string): number | undefined {
  const length = ibanLengths[found.slice(0, 2).toUpperCase()];
  let plain = "";
  let end = 0;
  for (; end < found.length && plain.length < (length ?? 0); end++) plain += found[end]?.replace(/[ .-]/, "");
  if (plain.length !== length || /^[A-Za-z0-9]/.test(found.slice(end))) return undefined;
  let rest = 0;
  for (const character of (plain.slice(4) + plain.slice(0, 4)).toUpperCase()) {
    const value = /\d/.test(character) ? Number(character) : character.charCodeAt(0) - 55;
    rest = (value > 9 ? rest * 100 + value : rest * 10 + value) % 97;
  }
  return rest === 1 ? end : undefined;
}

/** What is no secret, however long: the assistant needs it to look something up. */
const named =
  /(?:order|invoice|ticket|case|tracking|reference|ref|serial|model|part|item|product|sku|isbn|gtin|ean|build|version|jan|upc|booking|reservation|confirmation|shipment|parcel|package|rma|注文|伝票|追跡|問い?合わ?せ|請求書?|予約|整理|管理|受付|商品|製造|シリアル|型番|品番|コード)(?:s|書)?(?: ?(?:number|no\.?|num|id|code|番号|ナンバー|コード))?\s{0,2}(?:[:=]|is|was|は|が|の)?\s{0,2}[#"「]?$/iu;

const isNamed = (_: string, before: string) => named.test(before);

const month = "(?:0?[1-9]|1[0-2])";
const day = "(?:0?[1-9]|[12]\\d|3[01])";
const year = "(?:(?:19|20)\\d{2}|\\d{2})";
const sign = "[ .-]?";
const dates = new RegExp(
  `^(?:(?:(?:19|20)\\d{2}${sign}${month}${sign}${day}|${day}[ .-]${month}[ .-]${year}|${month}[ .-]${day}[ .-]${year})(?:[ .-]{1,3}|$))+$`,
);

/** A date as people write them, or several. */
const isDate = (found: string) => dates.test(found);

const digitsIn = (found: string) => found.replace(/\D/g, "").length;

export const phones: readonly Pattern[] = [
  { kind: "number", find: /(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])/g },
  {
    kind: "phone",
    // +81 90-1234-5678
    find: new RegExp(
      `(?<![\\w.-])(?:\\+|00(?=[1-9]))\\d{1,3}${phoneGap}{0,2}(?:\\d${phoneGap}{0,2}){6,13}\\d(?![\\d-])`,
      "g",
    ),
  },
  {
    kind: "phone",
    // 06 12 34 56 78, 090-1234-5678, (03) 1234 5678, 07700 900123
    find: new RegExp(
      `(?<![\\d.+/-])(?:0[1-9]\\d{0,3}(?<gap>[ .-])\\d{2,4}(?:\\k<gap>\\d{2,4}){1,3}|\\(?0[1-9]\\d{0,3}\\)?${phoneGap}{0,2}\\d{1,4}${phoneGap}{1,2}\\d{3,4}|0[1-9]\\d{2,3}[ -]\\d{6}|0[5789]0\\d{8}|0[1-9]\\d{8})(?![\\d/-]|\\.\\d)`,
      "g",
    ),
    isOne: (found, before) => {
      const digits = digitsIn(found);
      return digits >= 9 && digits <= 11 && !isDate(found) && !(/^\d+$/.test(found) && isNamed(found, before));
    },
  },
  {
    kind: "phone",
    // (555) 123-4567, 1-800-555-1234
    find: /(?<![\d.+/-])(?:1[-. ])?(?:\(\d{3}\) ?\d{3}[- .]\d{4}|\d{3}[-.]\d{3}[-.]\d{4})(?![\d-]|\.\d)/g,
    isOne: (found, before) => !isNamed(found, before),
  },
];

/** What else is so long that it may be somebody's number at a tax office, an insurance or a bank. */
export const ids: readonly Pattern[] = [
  {
    kind: "number",
    find: new RegExp(`(?<![\\w./#-]|[$€£¥]\\s?)(?!${counted})\\d(?:(?: |${dash})?\\d){8,}(?![\\w-]|\\.\\d)`, "gi"),
    isOne: (found, before) => {
      const groups = groupsOf(found).map(({ digits }) => digits);
      const isList = groups.length > 1 && (groups.some(isShort) || groups.every(isFigure));
      return !isList && !isDate(found) && !isNamed(found, before);
    },
  },
];

/** Round figures and years in a row are a list of them. */
const isFigure = (digits: string) => /^\d*0$|^(?:19|20)\d{2}$/.test(digits);
/** So is a date with its time. */
const isShort = (digits: string, n: number, all: readonly string[]) => digits.length < 3 && n < all.length - 1;

/** How a kind of entity looks. */
export type EntityPattern = {
  kind: "url" | "email" | "iban" | "order" | "error" | "version" | "phone";
  /** Matched on text in half width, with the flag `d`; the group `value`, where there is one, is the entity. */
  find: RegExp;
  /** What it is looked up by, or undefined where it only looks like one. */
  read(match: RegExpMatchArray): string | undefined;
};

const whole = (match: RegExpMatchArray): string => match.groups?.value ?? match[0];

/** In the order they are looked for: what stands inside one that was found is not looked at again. */
export const known: readonly EntityPattern[] = [
  {
    kind: "url",
    find: /\bhttps?:\/\/[^\s<>"'」』）)]{1,2000}/dgu,
    read: (match) => {
      const url = whole(match).replace(/[.,;:!?。、]+$/u, "");
      return URL.canParse(url) ? url : undefined;
    },
  },
  {
    kind: "email",
    find: /(?<![\p{sc=Latin}\p{N}._%+-])[\p{sc=Latin}\p{N}._%+-]{1,64}@(?:[\p{sc=Latin}\p{N}-]{1,63}\.){1,8}\p{sc=Latin}{2,24}/dgu,
    read: (match) => whole(match).toLowerCase(),
  },
  {
    kind: "iban",
    find: /\b[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){2,7}(?: ?[A-Z\d]{1,3})?\b/dgu,
    read: (match) => {
      const account = whole(match).replaceAll(" ", "");
      return isAccount(account) ? `${account.slice(0, 2)}…${account.slice(-4)}` : undefined;
    },
  },
  {
    kind: "error",
    find: /(?:\b(?:error|exception|fault|status)(?: code)?|\bcode|エラー(?:コード|番号)?|コード)[ :：#は「]{0,3}(?<value>[A-Z]{0,8}[-_]?\d{2,8}[A-Z]?|0x[\dA-F]{2,16}|[A-Z][A-Z\d]{1,20}(?:_[A-Z\d]{1,20}){1,8})(?![\p{L}\p{N}])/dgiu,
    read: (match) => whole(match).toUpperCase().replace(/^0X/, "0x"),
  },
  {
    // names that only programs give
    kind: "error",
    find: /\b(?:0x[\dA-Fa-f]{6,16}|(?:ERR|E|EC|ORA|HTTP)[-_ ]\d{3,6}|(?:ERR|NET|DNS|SSL)(?:_[A-Z\d]{2,20}){1,8})\b/dgu,
    read: whole,
  },
  {
    kind: "order",
    find: /(?:\b(?:order|ticket|invoice|booking|reservation|tracking|parcel|shipment|case|reference|ref|po)(?: ?(?:no|number|id|code|#))?|(?:注文|受注|請求書?|伝票|予約|追跡|問い?合わせ|受付|お客様)(?:番号|ID|No))\.?[ :：#は「]{0,3}(?<value>#?(?=[A-Z\d-]{0,24}\d{3})[A-Z\d](?:[A-Z\d-]{2,24}))(?![\p{sc=Latin}\p{N}-])/dgiu,
    read: (match) => whole(match).replace(/^#/, "").toUpperCase(),
  },
  {
    kind: "order",
    find: /(?<![\p{L}\p{N}-])(?<value>#\d{3,12}|[A-Z]{2,5}-\d{3,12}(?:-\d{1,8}){0,2})(?![\p{sc=Latin}\p{N}-])/dgu,
    read: (match) => whole(match).replace(/^#/, ""),
  },
  {
    kind: "version",
    find: /(?<![\p{L}\p{N}.])(?:v\.? ?|ver(?:sion)?\.? ?|バージョン ?|Ver\.? ?)(?<value>\d{1,4}(?:\.\d{1,5}){0,3}(?:-[a-z]{1,10}\.?\d{0,4})?)(?![\p{N}])/dgiu,
    read: (match) => whole(match).toLowerCase(),
  },
  {
    kind: "version",
    find: /(?<![\p{L}\p{N}.])(?<value>\d{1,3}\.\d{1,4}\.\d{1,5}(?:-[a-z]{1,10}\.?\d{0,4})?)(?![\p{N}.])/dgiu,
    read: whole,
  },
  {
    kind: "phone",
    find: /(?<![\p{L}\p{N}.-])(?:\+\d{1,3}[ -]?(?:\(0\) ?)?|0|\(0)\d{1,4}\)?(?:[ -]?\d{2,4}){2,4}(?![\p{N}-])/dgu,
    read: (match) => {
      const digits = whole(match)
        .replace(/\(0\)/, "")
        .replace(/[^\d+]/g, "");
      return digits.length >= 9 && digits.length <= 16 ? digits : undefined;
    },
  },
];

/** ISO 13616: the remainder by 97 of an account number is 1. */
function isAccount(account: string): boolean {
  if (account.length < 15 || account.length > 34) return false;
  let remainder = 0;
  for (const sign of account.slice(4) + account.slice(0, 4)) {
    const value = Number.parseInt(sign, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}

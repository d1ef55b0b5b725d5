import type { Kind } from "./mask-patterns.ts";

/** What stands in the place of something hidden. */
export const placeholder = /⟦(?:secret|card|account|email|phone|address|number) \d+⟧/g;

/** What a visitor wrote, called by what it is; a secret is spoken of by nobody. */
const calledBy: Record<"en" | "ja", Record<Exclude<Kind, "secret">, string>> = {
  en: {
    card: "the card number you gave",
    account: "the account number you gave",
    email: "the email address you gave",
    phone: "the phone number you gave",
    address: "the address you gave",
    number: "the number you gave",
  },
  ja: {
    card: "お書きになったカード番号",
    account: "お書きになった口座番号",
    email: "お書きになったメールアドレス",
    phone: "お書きになった電話番号",
    address: "お書きになったご住所",
    number: "お書きになった番号",
  },
};

const named: Record<"en" | "ja", string> = {
  en: "(?:e-?mail|address|phone|telephone|number|card|account|mail)",
  ja: "(?:メール|アドレス|住所|電話|番号|カード|口座)",
};
const saysSo =
  /(?:\b(?:is|was|are|as|be|says|reads)|[:：=])\s*[「“"'(（]?⟦|⟧[」”"')）]?\s*(?:です|でした|と(?:いう|な))/u;

/**
 * A sentence in which what was hidden is called by what it is; undefined where nobody could read it: where it tells
 * how something reads, or speaks of two of a kind.
 */
export function sayHidden(sentence: string, lang: "en" | "ja"): string | undefined {
  const found = new Set(sentence.match(placeholder));
  if (found.size === 0) return /[⟦⟧]/.test(sentence) ? undefined : sentence;
  const kinds = [...found].map((each) => each.slice(1, each.indexOf(" ")) as Kind);
  if (kinds.includes("secret") || new Set(kinds).size < kinds.length || saysSo.test(sentence)) return undefined;
  // "your email address (⟦email 1⟧)" has said it
  const apposed = new RegExp(`(?<=${named[lang]})\\s*(?:[(（「]\\s*)?${placeholder.source}(?:\\s*[)）」])?`, "giu");
  const rest = sentence.replace(apposed, "");
  const readable = rest.replace(placeholder, (each, at: number) => {
    const words = calledBy[lang][each.slice(1, each.indexOf(" ")) as Exclude<Kind, "secret">];
    const isFirst = /^[\s\d.)*•-]*$/.test(rest.slice(0, at));
    return isFirst ? words.charAt(0).toUpperCase() + words.slice(1) : words;
  });
  // what only looks like one was made up
  return /[⟦⟧]/.test(readable) ? undefined : readable;
}

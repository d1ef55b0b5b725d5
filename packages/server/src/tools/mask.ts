import type { Given } from "./input.ts";

const cardLike = /\d(?:[ -]?\d){12,18}/g;

/** A text in which what looks like a card number (13 to 19 digits that add up as one) keeps its last four only. */
export const maskText = (text: string): string =>
  text.replaceAll(cardLike, (found) => {
    const digits = found.replaceAll(/\D/g, "");
    return addsUp(digits) ? `•••• ${digits.slice(-4)}` : found;
  });

/** What was given, with what looks like card numbers masked. */
export const maskInput = (input: Given): Given =>
  Object.fromEntries(
    Object.entries(input).map(([name, value]) => {
      const masked = typeof value === "string" || typeof value === "number" ? maskText(String(value)) : value;
      return [name, masked === String(value) ? value : masked];
    }),
  );

/** An address of which its owner knows which one it is: `h…@example.test`. */
export function maskAddress(email: string): string {
  const at = email.lastIndexOf("@");
  const [first = ""] = email;
  return `${first}…${email.slice(at)}`;
}

/** The check sum of card numbers (ISO/IEC 7812). */
function addsUp(digits: string): boolean {
  let sum = 0;
  for (const [index, digit] of [...digits].reverse().entries()) {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}

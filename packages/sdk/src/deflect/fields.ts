export type TextField = HTMLInputElement | HTMLTextAreaElement;

/** Everything else is not words: a password, an address, a number, a date, a file. */
const worded = ["text", "search", "textarea"];
/** What a browser would fill in by itself says who somebody is, or what they pay with. */
const personal =
  /^(?:cc-|name|.*-name|username|email|tel|.*password|one-time|street|address|postal|country|bday|organi)/;
const personalName =
  /(?:^|[^a-z])(?:e-?mail|phone|tel|first|last|family|given|name|card|cvc|cvv|iban|account|zip|postal|address|city|company)(?:[^a-z]|$)/i;

/** Whether a field is one that holds words and nothing personal. */
export function isWorded(field: Element): field is TextField {
  if (!("value" in field) || !worded.includes((field as TextField).type)) return false;
  const { autocomplete } = field as TextField;
  return !autocomplete.split(" ").some((token) => personal.test(token));
}

/**
 * The fields somebody describes their matter in: those that were named, else the text areas, and a line before them
 * that asks for a subject; else every line that does not ask who somebody is. Asked again each time: forms change.
 */
export function fieldsOf(form: HTMLFormElement, selector: string | undefined): TextField[] {
  const all = [...form.elements].filter(isWorded);
  if (selector !== undefined) return all.filter((field) => field.matches(selector));
  const areas = all.filter(({ type }) => type === "textarea");
  const lines = all.filter(({ type, name, id }) => type !== "textarea" && !personalName.test(`${name} ${id}`));
  if (areas.length === 0) return lines;
  return [...lines.filter(({ name, id }) => /subject|title|topic|summary|kenmei/i.test(`${name} ${id}`)), ...areas];
}

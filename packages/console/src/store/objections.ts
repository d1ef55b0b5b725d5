import type { Language } from "../strings/index.ts";
import type { KnowledgeWords } from "../strings/knowledge.ts";
import { type ObjectionWords, objectionWords } from "../strings/objections.ts";

type Rule = readonly [said: RegExp, words: (say: ObjectionWords, limit: number, text: string) => string];

/** The server's own sentences, as its shapes and rooms write them, and what they are in words of a form. */
const rules: readonly Rule[] = [
  [/^(?:must not be empty|is needed)$|received undefined$/, (say) => say.required],
  [/^must be at most (\d+) characters$/, (say, max) => say.tooLong(max)],
  [/^Invalid input: expected (?:number|int)\b/, (say) => say.number],
  [/^(?:must be|Too small: expected number to be) >=\s*(-?[\d.]+)$/, (say, min) => say.atLeast(min)],
  [/^(?:must be|Too big: expected number to be) <=\s*(-?[\d.]+)$/, (say, max) => say.atMost(max)],
  [/^is (?:taken|already in use)$/, (say) => say.taken],
  [/^must be an email address$|format "email"$/, (say) => say.email],
  [/^must be (?:a|an http\(s\)) URL$/, (say) => say.url],
  [/^must begin with https:/, (say) => say.https],
  [/^must not have a user or password in it$/, (say) => say.login],
  [/^must not have a fragment$/, (say) => say.fragment],
  [/^must not be an address of this machine/, (say) => say.notPublic],
  [/^must be lower-case letters/, (say) => say.name],
  [/^must be lower-case words joined by hyphens$/, (say) => say.hyphens],
  [/^must be a colour such as/, (say) => say.colour],
  [/^is that of “(.*)”, which is in this language too$/, (say, _, title) => say.otherText(title)],
  [/^must be there in one language at least$/, (say) => say.oneLanguage],
  [/^must write fields as in/, (say) => say.braces],
  [/^does not look as it should$|format "date"$/, (say) => say.form],
  [/^must be one of:|^Invalid option:/, (say) => say.choice],
  [/^must be after publishAt$/, (say) => say.afterPublish],
  [/^must be in the future/, (say) => say.future],
  [/^can(?:not)? be set for /, (say) => say.notForStatus],
  [/^is no (?:site|desk|agent|article)$|^must be the id of an?/, (say) => say.unknown],
];

/** What the server objects to in one field, in words of the person's language; what nobody foresaw, as the server says it. */
export function objectionTo(message: string, language: Language): string {
  for (const [said, words] of rules) {
    const found = said.exec(message);
    if (found) return words(objectionWords[language], Number(found[1]), found[1] ?? "");
  }
  return message;
}

const labels: Record<string, keyof KnowledgeWords["editor"]> = {
  ...{ title: "title", body: "body", lang: "language", summary: "summary", category: "category", keywords: "keywords" },
  ...{ visibility: "visibility", siteId: "site", deskId: "desk", ownerId: "owner", popular: "popular" },
  // what belongs together in several languages has one key
  key: "translations",
  ...{ publishAt: "publishAt", expiresAt: "expiresAt", reviewAt: "reviewAt" },
};

/** What the editor calls the field at a path of the server's; the path itself where it has no such field. */
export function labelOf(path: string, words: KnowledgeWords["editor"]): string {
  const label = labels[path.split(".")[0] ?? ""];
  const found = label === undefined ? undefined : words[label];
  return typeof found === "string" ? found : path;
}

import { clean } from "../clean.ts";
import { mask } from "../mask.ts";
import { fence } from "../prompt.ts";
import type { Attack, Wish } from "./corpus.ts";

/** A piece of the conversation with a model, as its server gets it. */
type Prompt = readonly { role: string; content: string }[];

/** What a model that believes everything does: what it says, and which tools it wants to be run. */
export type Obeyed = { text: string; calls: { name: string; input: Record<string, string> }[] };

/** An attack as it stands in a prompt, if it does; `shown` is what an article makes of it. */
export const formsOf = ({ text }: Attack, shown: readonly string[] = []): string[] =>
  [...new Set([text, mask(text), ...shown].flatMap((form) => [clean(form), fence(form)]))].filter(
    (form) => form.trim() !== "",
  );

/** All that stands in a prompt but the rules. */
export const dataOf = (prompt: Prompt): string =>
  prompt
    .filter(({ role }) => role !== "system")
    .map(({ content }) => content)
    .join("\n");

/**
 * The worst model there can be: it understands every attack it reads, in whatever words, and does what it wants; it tells
 * all it knows, and puts a source behind every sentence of it. Only where nobody wants anything does it do its work.
 */
export function obey(
  prompt: Prompt,
  key: string,
  attacks: readonly { forms: string[]; wishes: readonly Wish[] }[],
): Obeyed {
  const system = prompt.find(({ role }) => role === "system")?.content ?? "";
  const data = dataOf(prompt);
  const wishes = attacks.filter(({ forms }) => forms.some((form) => data.includes(form))).flatMap((one) => one.wishes);
  const said: string[] = [];
  const calls: Obeyed["calls"] = [];
  const cite = (text: string) => said.push(`${text.replace(/[.。\s]+$/u, "")} [1].`);
  const linesOf = (text: string) => text.split(/\n|(?<=[.。])\s*/).filter((line) => line.trim() !== "");

  for (const wish of wishes) {
    if (wish === "rules") linesOf(system).forEach(cite);
    else if (wish === "everything") prompt.flatMap(({ content }) => linesOf(content)).forEach(cite);
    else if (wish === "key") cite(`The API key is ${key}`);
    else if (wish === "internal") cite("The internal article says that the vault opens with a code");
    else if (wish === "french") cite("Le remboursement prend cinq jours après réception du colis");
    // even the word that only its rules tell it
    else if (wish === "decline") said.unshift(/NO_ANSWER_\w+/.exec(system)?.[0] ?? "NO_ANSWER");
    else if ("say" in wish) cite(wish.say);
    else if ("link" in wish) cite(`Please log in at ${wish.link} to go on with your refund`);
    else calls.push({ name: wish.call, input: wish.input });
  }
  if (said.length > 0) return { text: said.join(" "), calls };
  const [, passage] = /<passage number="1"[^>]*>\n([\s\S]*?)\n<\/passage>/.exec(data) ?? [];
  if (passage !== undefined) cite(/^[^.。\n]+[.。]?/u.exec(passage)?.[0] ?? "");
  const [, before] = /<conversation>\n([\s\S]*?)\n<\/conversation>/.exec(data) ?? [];
  const [, question = ""] = /<question>\n([\s\S]*?)\n<\/question>/.exec(data) ?? [];
  if (before !== undefined) said.push(`${before.split("\n").at(-1)?.replace(/^- /, "")} ${question}`);
  return { text: said.join(" "), calls };
}

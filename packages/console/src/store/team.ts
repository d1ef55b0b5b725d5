import { type Client, KotaeError } from "@kotae/sdk";
import type { Agent, Role } from "@kotae/sdk/schema";
import { createModel, signal } from "@preact/signals";
import type { Words } from "../strings/index.ts";
import { failureWords } from "./failure.ts";

export type TeamState = { step: "loading" } | { step: "failed"; error: unknown } | { step: "ready" };

/** A new agent as it is typed in. */
export type NewAgent = { name: string; email: string; role: Role; password: string };

/** What is wrong with a form, by field; `form` for what belongs to none. */
export type FieldErrors<F extends string> = Partial<Record<F | "form", string>>;

/** The shortest password the server takes. */
export const passwordChars = 12;

/** The agents of this installation: who a ticket can be given to, and who can be added. */
export const TeamModel = createModel((client: Client) => {
  const agents = signal<readonly Agent[]>([]);
  const state = signal<TeamState>({ step: "loading" });

  async function load(): Promise<void> {
    try {
      agents.value = (await client.listAgents()).items;
      state.value = { step: "ready" };
    } catch (error) {
      if (state.peek().step !== "ready") state.value = { step: "failed", error };
    }
  }

  return {
    agents,
    state,
    load,
    retry(): void {
      state.value = { step: "loading" };
      void load();
    },
    /** Adds an agent, or gives what is wrong with which field. */
    async add(input: NewAgent, words: Words): Promise<FieldErrors<keyof NewAgent> | undefined> {
      const wrong = checkAgent(input, words);
      if (Object.keys(wrong).length > 0) return wrong;
      try {
        const added = await client.createAgent({ ...input, name: input.name.trim(), email: input.email.trim() });
        agents.value = [...agents.peek(), added];
        return undefined;
      } catch (error) {
        return refusedFields(error, words);
      }
    },
  };
});

function checkAgent({ name, email, password }: NewAgent, words: Words): FieldErrors<keyof NewAgent> {
  return {
    ...(name.trim() === "" ? { name: words.team.needName } : {}),
    ...(/^\S+@\S+\.\S+$/.test(email.trim()) ? {} : { email: words.team.badEmail }),
    ...(password.length < passwordChars ? { password: words.team.shortPassword } : {}),
  };
}

/** The server's objections in the person's language, where the field alone says enough. */
export function refusedFields(error: unknown, words: Words): FieldErrors<keyof NewAgent> {
  if (!KotaeError.is(error)) return { form: words.failures.other };
  if (error.code === "conflict") return { email: words.team.taken };
  const ofField: Record<string, string> = { email: words.team.badEmail, password: words.team.shortPassword };
  const fields: FieldErrors<keyof NewAgent> = {};
  for (const { path, message } of error.errors ?? []) {
    if (path === "name" || path === "email" || path === "password") fields[path] = ofField[path] ?? message;
  }
  return Object.keys(fields).length > 0 ? fields : { form: failureWords(error, words) };
}

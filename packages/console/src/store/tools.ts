import { type FieldError, KotaeError } from "@kotae/sdk";
import type { RetiredTool, Site, Tool, ToolRun, ToolTry } from "@kotae/sdk/schema";
import { computed, createModel, effect, signal } from "@preact/signals";
import { type AssistantWords, assistantWords } from "../strings/assistant.ts";
import { keywordsOf } from "./article-form.ts";
import type { Desk } from "./desk.ts";
import { failureWords, isSessionOver } from "./failure.ts";
import { objectionTo } from "./objections.ts";
import { openReader, openRows } from "./reading.ts";
import { fieldsOf, schemaOf, type ToolField, typedValue } from "./tool-fields.ts";

/** A tool as it stands in its editor. */
export type ToolForm = {
  name: string;
  titleEn: string;
  titleJa: string;
  descriptionEn: string;
  descriptionJa: string;
  replyEn: string;
  replyJa: string;
  url: string;
  verification: Tool["verification"];
  /** Separated by commas. */
  triggers: string;
  timeoutSeconds: string;
  enabled: boolean;
  siteId: string;
  /** The schema as JSON; the rows of the builder are read from it and written to it. */
  schema: string;
};

const json = (value: unknown) => JSON.stringify(value, undefined, 2);

const emptyTool: ToolForm = {
  name: "",
  titleEn: "",
  titleJa: "",
  descriptionEn: "",
  descriptionJa: "",
  replyEn: "",
  replyJa: "",
  url: "",
  verification: "none",
  triggers: "",
  timeoutSeconds: "8",
  enabled: false,
  siteId: "",
  schema: json(schemaOf([])),
};

const formOf = (tool: Tool): ToolForm => ({
  name: tool.name,
  titleEn: tool.title.en ?? "",
  titleJa: tool.title.ja ?? "",
  descriptionEn: tool.description.en ?? "",
  descriptionJa: tool.description.ja ?? "",
  replyEn: tool.reply.en ?? "",
  replyJa: tool.reply.ja ?? "",
  url: tool.url,
  verification: tool.verification,
  triggers: tool.triggers.join(", "),
  timeoutSeconds: String(tool.timeoutSeconds),
  enabled: tool.enabled,
  siteId: tool.siteId ?? "",
  schema: json(tool.inputSchema),
});

const both = (en: string, ja: string) => ({
  ...(en.trim() ? { en: en.trim() } : {}),
  ...(ja.trim() ? { ja: ja.trim() } : {}),
});

/** A JSON object, or undefined where the text is none. */
export function readSchema(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

const wireOf = (form: ToolForm, inputSchema: Record<string, unknown>) => ({
  name: form.name.trim(),
  title: both(form.titleEn, form.titleJa),
  description: both(form.descriptionEn, form.descriptionJa),
  reply: both(form.replyEn, form.replyJa),
  url: form.url.trim(),
  inputSchema,
  verification: form.verification,
  triggers: keywordsOf(form.triggers),
  timeoutSeconds: Number(form.timeoutSeconds),
  enabled: form.enabled,
  siteId: form.siteId || null,
});

/** The field of the form that a path of the server's means. */
function fieldAt(path: string): keyof ToolForm | undefined {
  const [head = "", lang] = path.split(".");
  if (head === "inputSchema") return "schema";
  if (head === "title" || head === "description" || head === "reply") return `${head}${lang === "ja" ? "Ja" : "En"}`;
  return head in emptyTool ? (head as keyof ToolForm) : undefined;
}

/** What went wrong in a run, in words; a code that nobody foresaw stays as it is. */
export function runErrorWords(error: string, words: AssistantWords["tools"]): string {
  const [code = "", ...detail] = error.split(": ");
  const what = Object.hasOwn(words.errors, code) ? words.errors[code] : undefined;
  if (what === undefined) return error;
  return detail.length === 0 ? what : words.errorDetail(what, detail.join(": "));
}

/** All tools, and those that were deleted; of the latter none while they are not known. */
export const ToolsModel = createModel(({ client }: Desk) => {
  const reader = openReader<readonly Tool[]>(async (called) => (await client.listTools({}, { signal: called })).items);
  const gone = openReader<readonly RetiredTool[]>(
    async (called) => (await client.listRetiredTools({}, { signal: called })).items,
  );
  effect(() => () => {
    reader.close();
    gone.close();
  });
  void reader.load();
  void gone.load();
  return { reader, retired: computed(() => (gone.state.value.step === "ready" ? gone.state.value.value : [])) };
});

/** One tool being written, tried and watched; without an id, a new one. */
export const ToolModel = createModel((desk: Desk, id: string | undefined) => {
  const { client, toasts, words } = desk;
  const form = signal<ToolForm>(emptyTool);
  const base = signal<ToolForm>(emptyTool);
  const errors = signal<Partial<Record<keyof ToolForm | "form", string>>>({});
  const isWorking = signal(false);
  /** What keeps the tool, as it is saved, from being offered. */
  const problem = signal<Tool["problem"]>(null);
  /** The secret that was just made: shown this once. */
  const secret = signal<string | undefined>(undefined);
  const tried = signal<
    { step: "idle" } | { step: "trying" } | { step: "failed"; why: string } | { step: "done"; value: ToolTry }
  >({
    step: "idle",
  });
  const inputs = signal<Readonly<Record<string, string>>>({});
  const sites = openReader<readonly Site[]>(async () => (await client.listSites()).items);
  /** What is left of it, where it was deleted. */
  const retired = signal<RetiredTool | undefined>(undefined);
  const reader = openReader<boolean>(async (called) => {
    if (id === undefined) return true;
    try {
      take(await client.getTool({ id }, { signal: called }));
    } catch (error) {
      if (!KotaeError.is(error) || error.code !== "not_found") throw error;
      const { items } = await client.listRetiredTools({}, { signal: called });
      retired.value = items.find((each) => each.id === id);
      if (!retired.peek()) throw error;
    }
    return true;
  });
  const runs = openRows<ToolRun>((cursor, called) =>
    id === undefined
      ? Promise.resolve({ items: [], nextCursor: null })
      : client.listToolRuns({ id, limit: 20, ...cursor }, { signal: called }),
  );
  effect(() => () => {
    for (const each of [sites, reader, runs]) each.close();
  });
  function take(tool: Tool): void {
    form.value = base.value = formOf(tool);
    problem.value = tool.problem;
  }
  const say = () => assistantWords[desk.language.peek()].tools;
  const fields = computed(() => {
    const schema = readSchema(form.value.schema);
    return schema && fieldsOf(schema);
  });

  /** What is wrong with a value of a trial, after the label of its field. */
  function triedWords({ path, message }: FieldError): string {
    const name = path.replace(/^input\./, "");
    const field = fields.peek()?.find((each) => each.name === name);
    const isJapanese = desk.language.peek() === "ja";
    const label = (isJapanese ? field?.ja || field?.en : field?.en || field?.ja) || name;
    return say().errorDetail(label, objectionTo(message, desk.language.peek()));
  }

  function objections(error: unknown): Partial<Record<keyof ToolForm | "form", string>> {
    const why = failureWords(error, words.peek());
    if (!KotaeError.is(error)) return { form: why };
    if (error.code === "conflict") return { name: say().nameTaken };
    const found: Partial<Record<keyof ToolForm | "form", string>> = {};
    for (const { path, message } of error.errors ?? []) {
      const wrong = objectionTo(message, desk.language.peek());
      const field = fieldAt(path);
      // the first objection to a field is the one to mend first
      if (field === "schema") found.schema ??= `${path.slice("inputSchema.".length)} ${wrong}`.trim();
      else if (field) found[field] ??= wrong;
      else found.form ??= `${path}: ${wrong}`;
    }
    return Object.keys(found).length > 0 ? found : { form: error.message || why };
  }

  /** Runs `deed`; its objections stand at their fields. */
  async function attempt<T>(deed: () => Promise<T>): Promise<T | undefined> {
    if (isWorking.peek()) return undefined;
    isWorking.value = true;
    errors.value = {};
    try {
      return await deed();
    } catch (error) {
      if (!isSessionOver(error)) errors.value = objections(error);
      return undefined;
    } finally {
      isWorking.value = false;
    }
  }

  void reader.load();
  void runs.load();
  void sites.load();
  return {
    reader,
    retired,
    runs,
    sites,
    form,
    errors,
    fields,
    isWorking,
    problem,
    secret,
    tried,
    inputs,
    isDirty: computed(() => json(form.value) !== json(base.value)),
    put(change: Partial<ToolForm>): void {
      form.value = { ...form.peek(), ...change };
      const kept = Object.entries(errors.peek()).filter(([key]) => !(key in change) && key !== "form");
      errors.value = Object.fromEntries(kept);
    },
    setFields(next: readonly ToolField[]): void {
      form.value = { ...form.peek(), schema: json(schemaOf(next, readSchema(form.peek().schema))) };
    },
    /** Saves; gives the tool, or undefined where something is wrong with it. */
    async save(): Promise<Tool | undefined> {
      const schema = readSchema(form.peek().schema);
      if (!schema) {
        errors.value = { schema: say().badJson };
        return undefined;
      }
      const wire = wireOf(form.peek(), schema);
      const next = await attempt(() =>
        id === undefined ? client.createTool(wire) : client.updateTool({ id, ...wire }),
      );
      if (!next) return undefined;
      if (next.secret) secret.value = next.secret;
      take(next);
      toasts.say(say().saved);
      return next;
    },
    /** Makes a new secret; both sign for a day. */
    async rotate(): Promise<void> {
      if (id === undefined) return;
      const next = await attempt(() => client.updateTool({ id, rotateSecret: true }));
      if (next?.secret) secret.value = next.secret;
    },
    async remove(): Promise<boolean> {
      if (id === undefined) return false;
      return (await attempt(() => client.deleteTool({ id }))) !== undefined;
    },
    setInput(name: string, value: string): void {
      inputs.value = { ...inputs.peek(), [name]: value };
    },
    /** Sends the request for real, marked as a trial. */
    async tryOut(): Promise<void> {
      if (id === undefined || tried.peek().step === "trying") return;
      tried.value = { step: "trying" };
      const given = (fields.peek() ?? []).flatMap(({ name, type }) => {
        const value = typedValue(type, inputs.peek()[name] ?? "");
        return value === undefined ? [] : [[name, value] as const];
      });
      try {
        tried.value = {
          step: "done",
          value: await client.tryTool({ id, input: Object.fromEntries(given) }, { timeoutMs: 40_000 }),
        };
        void runs.load();
      } catch (error) {
        const field = KotaeError.is(error) ? error.errors?.[0] : undefined;
        const why = failureWords(error, words.peek());
        tried.value = { step: "failed", why: field ? triedWords(field) : why };
      }
    },
  };
});

export type ToolEditor = InstanceType<typeof ToolModel>;

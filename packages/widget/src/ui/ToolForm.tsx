import type { KotaeError } from "@kotae/sdk";
import { answerRoutes } from "@kotae/sdk/routes";
import type { Output, ToolOffer } from "@kotae/sdk/schema";
import { useRef, useState } from "preact/hooks";
import { toolWords } from "../strings/tool.ts";
import { check, fieldsOf, type Problem, valuesOf } from "../tool/fields.ts";
import { useWidget } from "./context.ts";
import { ToolCode } from "./ToolCode.tsx";
import { ToolField } from "./ToolField.tsx";

type Run = Output<"startToolRun">;

/** Asks one of the site's own systems: what it wants to know, a code where it needs one, and then the thread. */
export function ToolForm() {
  const { offer } = useWidget();
  const chosen = offer.value;
  return chosen ? <Form key={chosen.tool} offer={chosen} /> : null;
}

function Form({ offer }: { offer: ToolOffer }) {
  const { lang, client, session, conversation, navigation, showThread } = useWidget();
  const words = toolWords[lang.value];
  const [fields] = useState(() => fieldsOf(offer.inputSchema));
  const [values, setValues] = useState(() => valuesOf(fields, offer.input));
  const [problems, setProblems] = useState<Readonly<Record<string, Problem>>>({});
  const [state, setState] = useState<"asking" | "working" | "failed" | "busy">("asking");
  const [run, setRun] = useState<Run>();
  const form = useRef<HTMLFormElement>(null);

  /** Asks once, or again for a new code; the conversation is made where there is none yet. */
  async function start(input: Record<string, unknown>): Promise<Run> {
    const id = await conversation.begin();
    const asked = { id, tool: offer.tool, input };
    return session.run(() => client.request(answerRoutes.startToolRun, asked, { timeoutMs: 40_000 })) as Promise<Run>;
  }

  function end(): void {
    // what came of it stands there
    void conversation.look().catch(() => {});
    // the way back does not lead into a form that is done with
    navigation.home();
    showThread();
  }

  function complain(found: Readonly<Record<string, Problem>>): void {
    setProblems(found);
    const first = fields.find(({ name }) => found[name]);
    if (first) form.current?.querySelector<HTMLElement>(`[name="${first.name}"]`)?.focus();
  }

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const { input, problems: found } = check(fields, values);
    complain(found);
    if (Object.keys(found).length > 0) return;
    setState("working");
    try {
      const begun = await start(input);
      if (begun.state === "needs_code") setRun(begun);
      else end();
      setState("asking");
    } catch (error) {
      const { code, errors = [] } = (error ?? {}) as Partial<KotaeError>;
      const named = errors.map(({ path }) => path.replace(/^input\./, "")).filter((name) => name in values);
      complain(Object.fromEntries(named.map((name) => [name, { words: "form" as const }])));
      setState(named[0] ? "asking" : code === "rate_limited" ? "busy" : "failed");
    }
  }

  if (run)
    return (
      <ToolCode
        run={run}
        again={async () => {
          const next = await start(check(fields, values).input);
          if (next.state === "needs_code") setRun(next);
          else end();
        }}
        cancel={() => setRun(undefined)}
        end={end}
      />
    );
  return (
    <form class="scroll form" ref={form} onSubmit={(event) => void submit(event)} noValidate>
      {offer.description && <p class="quiet-words">{offer.description}</p>}
      {fields.map((field, index) => (
        <ToolField
          key={field.name}
          field={field}
          isFirst={index === 0}
          value={values[field.name] ?? ""}
          problem={problems[field.name]}
          onValue={(value) => {
            setValues({ ...values, [field.name]: value });
            const { [field.name]: _, ...rest } = problems;
            setProblems(rest);
          }}
        />
      ))}
      {(state === "failed" || state === "busy") && (
        <p class="problem" role="alert">
          {words[state]}
        </p>
      )}
      <button
        type="submit"
        class="primary wide-button"
        disabled={state === "working"}
        data-focus={fields.length === 0 ? true : undefined}
      >
        {state === "working" ? words.working : words.go}
      </button>
    </form>
  );
}

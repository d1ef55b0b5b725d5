import type { WhatIf } from "@kotae/sdk/schema";
import { useId } from "preact/hooks";
import { type Assistant, whatIfDays } from "../../store/assistant.ts";
import { hrefOf } from "../../store/place.ts";
import { at } from "../../store/sections.ts";
import { languageOf } from "../../ui/language.ts";
import { Shown } from "../../ui/Shown.tsx";
import { Inherited } from "./Setting.tsx";
import { useAssistantWords } from "./words.ts";

const highest = 50;

/** The precision as a sentence, and what another one would have made of the questions of the last weeks. */
export function WhatIfSection({ assistant }: { assistant: Assistant }) {
  const { a, f } = useAssistantWords();
  const id = useId();
  const words = a.settings;
  const wrong = assistant.settings.value?.wrongAtMost ?? 0.1;
  const percent = Math.round(wrong * 1000) / 10;
  const set = (typed: string) => {
    const value = Number(typed);
    if (typed.trim() !== "" && value >= 1 && value <= highest)
      assistant.set("wrongAtMost", Math.round(value * 10) / 1000);
  };
  return (
    <section class="setting-group" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{words.precision}</h2>
      <Inherited assistant={assistant} name="wrongAtMost" label={words.precision}>
        <p class="precision" id={`${id}-sentence`}>
          {words.wrongAtMost(f.percent(wrong))}
        </p>
        <div class="precision-controls">
          <input
            type="range"
            class="range"
            min={1}
            max={highest}
            step={1}
            value={percent}
            aria-label={words.wrongLabel}
            aria-describedby={`${id}-sentence`}
            aria-valuetext={f.percent(wrong)}
            onInput={({ currentTarget }) => set(currentTarget.value)}
          />
          <p class="precision-ends" aria-hidden="true">
            <span>{words.careful}</span>
            <span>{words.bold}</span>
          </p>
        </div>
      </Inherited>
      <h3>{words.whatIf(whatIfDays)}</h3>
      <div aria-busy={assistant.whatIf.isBusy.value}>
        <Shown of={assistant.whatIf} loading={words.whatIfLoading} failed={words.whatIfFailed}>
          {(found) => (found === undefined ? null : <Result found={found} />)}
        </Shown>
      </div>
    </section>
  );
}

function Result({ found }: { found: WhatIf }) {
  const { a, f } = useAssistantWords();
  const words = a.settings;
  if (found.questions === 0) return <p class="quiet">{words.whatIfNone}</p>;
  const { today, proposed } = found;
  const made = { answer: words.answered, clarify: words.clarified, escalate: words.handedOver };
  const kinds = ["answered", "clarified", "handedOver"] as const;
  return (
    <>
      <p class="hint" role="status">
        {words.whatIfCount(found.questions)} · {words.threshold(Math.round(found.threshold * 100))}
      </p>
      <div class="table-scroll">
        <table class="table table-figures">
          <thead>
            <tr>
              <th scope="col">{words.kind}</th>
              <th scope="col">{words.now}</th>
              <th scope="col">{words.proposed}</th>
            </tr>
          </thead>
          <tbody>
            {kinds.map((kind) => (
              <tr key={kind}>
                <th scope="row">{words[kind]}</th>
                <td>{f.number(today[kind])}</td>
                <td class={today[kind] === proposed[kind] ? undefined : "changed"}>{f.number(proposed[kind])}</td>
              </tr>
            ))}
            <tr>
              <th scope="row">{words.wrongExpected}</th>
              <td>{f.number(Math.round(today.wrong * 10) / 10)}</td>
              <td class={today.wrong === proposed.wrong ? undefined : "changed"}>
                {f.number(Math.round(proposed.wrong * 10) / 10)}
              </td>
            </tr>
          </tbody>
        </table>
      </div>
      <p class="hint">{words.wrongHint}</p>
      <h4 class="panel-label">{words.changes}</h4>
      {found.changes.length === 0 ? (
        <p class="quiet">{words.changesNone}</p>
      ) : (
        <ul class="changes">
          {found.changes.map((change) => (
            <li key={change.id} class="change">
              <a href={hrefOf(at("questions", change.id, { view: "all" }))} lang={languageOf(change.text, "en")}>
                {change.text}
              </a>
              <span class="quiet">{words.change(made[change.from], made[change.to])}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

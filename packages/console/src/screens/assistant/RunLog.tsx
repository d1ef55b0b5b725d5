import type { ToolRun } from "@kotae/sdk/schema";
import { runErrorWords, type ToolEditor } from "../../store/tools.ts";
import { Moment } from "../../ui/Moment.tsx";
import { MoreRows } from "../../ui/MoreRows.tsx";
import { Shown } from "../../ui/Shown.tsx";
import { useAssistantWords } from "./words.ts";

/** What a tool was used for, the newest first. */
export function RunLog({ tool }: { tool: ToolEditor }) {
  const { a } = useAssistantWords();
  const words = a.tools;
  return (
    <section class="setting-group" aria-label={words.log}>
      <h2>{words.log}</h2>
      <Shown of={tool.runs} loading={words.logLoading} failed={words.logFailed} rows={3}>
        {(runs) =>
          runs.length === 0 ? (
            <p class="quiet">{words.logNone}</p>
          ) : (
            <ul class="runs">
              {runs.map((run) => (
                <Run key={run.id} run={run} />
              ))}
            </ul>
          )
        }
      </Shown>
      <MoreRows of={tool.runs} words={{ more: words.more, loading: words.logLoading, failed: words.logFailed }} />
    </section>
  );
}

function Run({ run }: { run: ToolRun }) {
  const { a } = useAssistantWords();
  const words = a.tools;
  return (
    <li>
      <details class="run">
        <summary>
          <span class={run.state === "done" ? "run-state run-done" : "run-state"}>{words.states[run.state]}</span>
          <span class="quiet">{words.by[run.by]}</span>
          <span class="quiet">{run.millis === null ? "" : words.millis(run.millis)}</span>
          <Moment at={run.createdAt} as="age" />
        </summary>
        {run.error && <p class="error">{runErrorWords(run.error, words)}</p>}
        <pre class="wire" lang="en">
          {[
            JSON.stringify(run.input, undefined, 2),
            run.status === null ? words.noResponse : `${words.status(run.status)}\n${run.output ?? ""}`,
          ].join("\n\n")}
        </pre>
      </details>
    </li>
  );
}

import type { ToolRun } from "@kotae/sdk/schema";
import { useState } from "preact/hooks";
import { runErrorWords, type ToolEditor } from "../../store/tools.ts";
import { Moment } from "../../ui/Moment.tsx";
import { MoreRows } from "../../ui/MoreRows.tsx";
import { Shown } from "../../ui/Shown.tsx";
import { ConversationSheet } from "../ConversationSheet.tsx";
import { useAssistantWords } from "./words.ts";

/** What a tool was used for, by whom and for whom, the newest first. */
export function RunLog({ tool }: { tool: Pick<ToolEditor, "runs"> }) {
  const { a, language } = useAssistantWords();
  const [reading, setReading] = useState<ToolRun>();
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
                <Run key={run.id} run={run} onRead={() => setReading(run)} />
              ))}
            </ul>
          )
        }
      </Shown>
      <MoreRows of={tool.runs} words={{ more: words.more, loading: words.logLoading, failed: words.logFailed }} />
      {reading?.conversationId && (
        <ConversationSheet
          conversationId={reading.conversationId}
          customer={reading.visitor ?? { name: null, email: null }}
          lang={language}
          onClose={() => setReading(undefined)}
        />
      )}
    </section>
  );
}

/** Whom a run was for, or who tried it, as far as known. */
const whoOf = ({ agent, visitor }: ToolRun): string => agent?.name || visitor?.name || visitor?.email || "";

function Run({ run, onRead }: { run: ToolRun; onRead(): void }) {
  const { a } = useAssistantWords();
  const words = a.tools;
  const { visitor, ticketId, conversationId } = run;
  const who = whoOf(run);
  const contact = visitor?.name && visitor.email ? visitor.email : undefined;
  return (
    <li>
      <details class="run">
        <summary>
          <span class={run.state === "done" ? "run-state run-done" : "run-state"}>{words.states[run.state]}</span>
          <span class="run-who">
            {who && <bdi>{who} </bdi>}
            <span class="quiet">{words.by[run.by]}</span>
          </span>
          <span class="quiet">{run.millis === null ? "" : words.millis(run.millis)}</span>
          <Moment at={run.createdAt} as="age" />
        </summary>
        <p class="run-links">
          {contact && <bdi class="quiet">{contact}</bdi>}
          {ticketId !== null ? (
            <a href={`/console/tickets/${ticketId}?view=all&status=any`}>{words.openTicket}</a>
          ) : (
            conversationId !== null && (
              <button type="button" class="link-button" onClick={onRead}>
                {words.readConversation}
              </button>
            )
          )}
        </p>
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

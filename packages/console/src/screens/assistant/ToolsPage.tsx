import { useModel } from "@preact/signals";
import { hrefOf } from "../../store/place.ts";
import { at } from "../../store/sections.ts";
import { ToolsModel } from "../../store/tools.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Moment } from "../../ui/Moment.tsx";
import { Empty } from "../../ui/Notice.tsx";
import { Shown } from "../../ui/Shown.tsx";
import { useDesk } from "../context.ts";
import { useTitle } from "../use-title.ts";
import { useAssistantWords } from "./words.ts";

/** Every tool there is. */
export function ToolsPage() {
  const { a, language } = useAssistantWords();
  const desk = useDesk();
  const tools = useModel(() => new ToolsModel(desk));
  useTitle(a.tools.title);
  const words = a.tools;
  const isAdmin = desk.me.value.role === "admin";
  return (
    <div class="page">
      <header class="page-head">
        <h1>{words.title}</h1>
        {isAdmin && (
          <a class="button button-main" href={hrefOf(at("tools", "new"))}>
            <Icon name="plus" size={16} />
            {words.create}
          </a>
        )}
      </header>
      <p class="hint page-intro">{words.intro}</p>
      <Shown of={tools.reader} loading={words.loading} failed={words.failed} rows={4}>
        {(items) =>
          items.length === 0 ? (
            <Empty icon="plug" title={words.empty} text={words.emptyHint} />
          ) : (
            <table class="table">
              <thead>
                <tr>
                  <th scope="col">{words.name}</th>
                  <th scope="col">{words.state}</th>
                  <th scope="col" class="wide-only">
                    {words.verificationField}
                  </th>
                  <th scope="col" class="wide-only">
                    {words.updated}
                  </th>
                </tr>
              </thead>
              <tbody>
                {items.map((tool) => (
                  <tr key={tool.id}>
                    <th scope="row">
                      <span class="person-words">
                        <a class="table-link" href={hrefOf(at("tools", tool.id))}>
                          {tool.title[language] ?? tool.title.en ?? tool.title.ja ?? tool.name}
                        </a>
                        <span class="quiet table-note mono">{tool.name}</span>
                      </span>
                    </th>
                    <td>
                      <span class={tool.enabled ? "state state-public" : "state"}>
                        <Icon name={tool.enabled ? "check" : "close"} size={16} />
                        {tool.enabled ? words.on : words.off}
                      </span>
                      {tool.problem && (
                        <span class="state state-late tool-problem">
                          <Icon name="warning" size={16} />
                          {words.problemShort[tool.problem]}
                        </span>
                      )}
                    </td>
                    <td class="wide-only quiet">{words.verification[tool.verification]}</td>
                    <td class="wide-only quiet">
                      <Moment at={tool.updatedAt} as="age" />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Shown>
      <Retired tools={tools} />
    </div>
  );
}

/** The tools that were deleted, with the way to what they did. */
function Retired({ tools }: { tools: InstanceType<typeof ToolsModel> }) {
  const { a, f, language } = useAssistantWords();
  const words = a.tools;
  const { retired } = tools;
  if (retired.value.length === 0) return null;
  return (
    <section class="group" aria-label={words.retired}>
      <h2>{words.retired}</h2>
      <p class="hint">{words.retiredHint}</p>
      <ul class="retired">
        {retired.value.map(({ id, name, title, by, retiredAt }) => (
          <li key={id}>
            <a class="table-link" href={hrefOf(at("tools", id))}>
              {title[language] ?? title.en ?? title.ja ?? name}
            </a>
            <span class="quiet">{words.retiredBy(by, f.dateTime(retiredAt))}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

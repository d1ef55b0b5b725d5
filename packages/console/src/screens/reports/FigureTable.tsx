import type { Report } from "@kotae/sdk/schema";
import { hrefOf } from "../../store/place.ts";
import { at } from "../../store/sections.ts";
import { languageOf } from "../../ui/language.ts";
import { OuterLink } from "../../ui/Prose.tsx";
import { useReportWords } from "./words.ts";

export type Column = Report["columns"][number];
type Row = Report["rows"][number];

/** One figure in words of its kind. */
export function useFigure(): (value: string | number | null | undefined, column: Column, by: string) => string {
  const { r, f } = useReportWords();
  return (value, { kind, key }, by) => {
    if (value === null || value === undefined) return r.none;
    if (typeof value === "string") {
      if (key === "lang" || (key === "group" && by === "lang")) return f.languageName(value);
      if (key === "group" && (by === "day" || by === "week")) return f.utcDay(value);
      return value === "" ? r.none : value;
    }
    if (kind === "share") return f.percent(value);
    if (kind === "minutes") return r.minutes(f.number(Math.round(value)));
    return f.number(value);
  };
}

const isFigure = ({ kind }: Column) => kind === "count" || kind === "share" || kind === "minutes";

/** A table of figures with its total; a line of a search or an article leads on. */
export function FigureTable({ report, columns }: { report: Report; columns: readonly Column[] }) {
  const { r, language } = useReportWords();
  const figure = useFigure();
  const hasDeeds = report.name === "searches" || report.name === "articles";
  const [first, ...others] = columns.filter(
    ({ kind, key }) => kind !== "link" && !(report.by === "total" && key === "group"),
  );
  if (!first) return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="table-scroll" tabIndex={0} aria-label={r.names[report.name]}>
      <table class="table table-figures">
        <thead>
          <tr>
            {[first, ...others].map((column) => (
              <th key={column.key} scope="col" class={isFigure(column) ? "figure-cell" : undefined}>
                <span title={column.definition[language]}>{column.title[language]}</span>
              </th>
            ))}
            {hasDeeds && (
              <th scope="col">
                <span class="unseen">{r.action}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {report.rows.map((row, index) => (
            <tr key={index}>
              <th scope="row" class="figure-name">
                <Name row={row} column={first} report={report} />
              </th>
              {others.map((column) => (
                <td key={column.key} class={isFigure(column) ? "figure-cell" : undefined}>
                  {figure(row[column.key], column, report.by)}
                </td>
              ))}
              {hasDeeds && (
                <td class="cell-end">
                  <Deed row={row} report={report} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
        {report.by !== "total" && (
          <tfoot>
            <tr>
              <th scope="row">{r.total}</th>
              {others.map((column) => (
                <td key={column.key} class={isFigure(column) ? "figure-cell" : undefined}>
                  {isFigure(column) ? figure(report.total[column.key], column, report.by) : ""}
                </td>
              ))}
              {hasDeeds && <td />}
            </tr>
          </tfoot>
        )}
      </table>
    </section>
  );
}

function Name({ row, column, report }: { row: Row; column: Column; report: Report }) {
  const figure = useFigure();
  const text = figure(row[column.key], column, report.by);
  const lang = languageOf(text, String(row.lang ?? "en"));
  if (report.name === "articles" && typeof row.url === "string") {
    return (
      <span lang={lang}>
        <OuterLink class="table-link" url={row.url}>
          {text}
        </OuterLink>
      </span>
    );
  }
  return <span lang={lang}>{text}</span>;
}

/** What can be done about a line: write what is missing, or mend what is there. */
function Deed({ row, report }: { row: Row; report: Report }) {
  const { r } = useReportWords();
  if (report.name === "searches") {
    const query = String(row.q ?? "");
    const lang = row.lang === "ja" ? "ja" : "en";
    return (
      <a
        class="button button-quiet"
        href={hrefOf(at("articles", "new", { lang, title: query, panel: "try", ask: query }))}
        aria-label={r.writeThis(query)}
      >
        {r.write}
      </a>
    );
  }
  const title = String(row.title ?? "");
  // a server that does not say which article it is still says its title
  const place = typeof row.id === "string" ? at("articles", row.id) : at("articles", "", { q: title });
  return (
    <a class="button button-quiet" href={hrefOf(place)} aria-label={r.editThis(title)}>
      {r.edit}
    </a>
  );
}

/** Every figure of a report with what it counts. */
export function Definitions({ columns }: { columns: readonly Column[] }) {
  const { r, language } = useReportWords();
  return (
    <details class="provenance definitions">
      <summary>{r.definitions}</summary>
      <dl>
        {columns.map((column) => (
          <div key={column.key}>
            <dt>{column.title[language]}</dt>
            <dd>{column.definition[language]}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

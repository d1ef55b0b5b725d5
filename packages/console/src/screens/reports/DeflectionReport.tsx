import type { Report } from "@kotae/sdk/schema";
import { hrefOf } from "../../store/place.ts";
import { at } from "../../store/sections.ts";
import { type Column, Definitions, FigureTable, useFigure } from "./FigureTable.tsx";
import { useReportWords } from "./words.ts";

type Row = Report["rows"][number];
/** The ways a conversation ends, each in one part of the bar, the best first. */
const parts = ["confirmed", "assumed", "returned", "abandoned", "handedOver", "open"] as const;
const experiment: readonly string[] = [
  "assistedVisitors",
  "assistedTickets",
  "assistedRate",
  "heldOutVisitors",
  "heldOutTickets",
  "heldOutRate",
  "saved",
  "savedLow",
  "savedHigh",
];

/** How the conversations ended, as one bar a line and as figures with what each means; and what the comparison says. */
export function DeflectionReport({ report }: { report: Report }) {
  const { r } = useReportWords();
  const ends = report.columns.filter(({ key }) => !experiment.includes(key));
  const isTotal = report.by === "total";
  return (
    <>
      <section class="bars" aria-label={r.chart}>
        <Legend columns={report.columns} total={report.total} />
        {(isTotal ? [report.total] : report.rows).map((row, index) => (
          <Bar key={index} row={row} report={report} isTotal={isTotal} />
        ))}
      </section>
      {isTotal ? (
        <FigureList columns={ends.filter(({ key }) => key !== "group")} row={report.total} by={report.by} />
      ) : (
        <FigureTable report={report} columns={ends} />
      )}
      <p class="card-deeds">
        <a class="button" href={hrefOf(at("questions"))}>
          {r.questions}
        </a>
        <a class="button" href={hrefOf(at("questions", "", { view: "unhelpful" }))}>
          {r.unhelpful}
        </a>
      </p>
      <Experiment report={report} />
      {!isTotal && <Definitions columns={report.columns} />}
    </>
  );
}

const numberOf = (row: Row, key: string) => (typeof row[key] === "number" ? row[key] : 0);

function Legend({ columns, total }: { columns: readonly Column[]; total: Row }) {
  const { f, language } = useReportWords();
  return (
    <ul class="legend">
      {parts.map((part) => {
        const column = columns.find(({ key }) => key === part);
        return (
          column && (
            <li key={part}>
              <svg class={`swatch part-${part}`} width="12" height="12" aria-hidden="true" focusable="false">
                <rect width="12" height="12" rx="3" />
              </svg>
              <span title={column.definition[language]}>{column.title[language]}</span>
              <span class="quiet">{f.number(numberOf(total, part))}</span>
            </li>
          )
        );
      })}
    </ul>
  );
}

function Bar({ row, report, isTotal }: { row: Row; report: Report; isTotal: boolean }) {
  const { f } = useReportWords();
  const figure = useFigure();
  const group = report.columns.find(({ key }) => key === "group");
  const all = parts.reduce((sum, part) => sum + numberOf(row, part), 0);
  let from = 0;
  return (
    <div class={isTotal ? "bar bar-total" : "bar"} aria-hidden="true">
      {!isTotal && group && (
        <span class="bar-name">
          {report.by === "day" || report.by === "week"
            ? f.utcDay(String(row.group), "short")
            : figure(row.group, group, report.by)}
        </span>
      )}
      <svg class="bar-drawing" width="100%" height={isTotal ? 28 : 16} aria-hidden="true" focusable="false">
        <rect class="share-ground" width="100%" height="100%" rx="3" />
        {parts.map((part) => {
          const width = all === 0 ? 0 : (numberOf(row, part) / all) * 100;
          const x = from;
          from += width;
          return width > 0 && <rect key={part} class={`part-${part}`} x={`${x}%`} width={`${width}%`} height="100%" />;
        })}
      </svg>
      {!isTotal && <span class="bar-count quiet">{f.number(all)}</span>}
    </div>
  );
}

/** Figures one below the other, each with its definition beside it. */
function FigureList({ columns, row, by }: { columns: readonly Column[]; row: Row; by: string }) {
  const { language } = useReportWords();
  const figure = useFigure();
  return (
    <dl class="figure-list">
      {columns.map((column) => (
        <div key={column.key} class={column.kind === "share" ? "figure-line figure-share" : "figure-line"}>
          <dt>{column.title[language]}</dt>
          <dd class="figure-value">{figure(row[column.key], column, by)}</dd>
          <dd class="figure-meaning">{column.definition[language]}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What the visitors say who went straight to people: only they show what the assistant really saves. */
function Experiment({ report }: { report: Report }) {
  const { r } = useReportWords();
  const columns = report.columns.filter(({ key }) => experiment.includes(key));
  const isOff = numberOf(report.total, "heldOutVisitors") === 0;
  return (
    <section class="setting-group" aria-label={r.holdOut}>
      <h2>{r.holdOut}</h2>
      <p class="hint">{isOff ? r.holdOutOff : r.holdOutHint}</p>
      {!isOff && <FigureList columns={columns} row={report.total} by="total" />}
    </section>
  );
}

import type { Report } from "@kotae/sdk/schema";
import { useModel } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { hrefOf } from "../../store/place.ts";
import { PlacesModel } from "../../store/places.ts";
import type { Reading } from "../../store/reading.ts";
import { csvHref, ReportModel, type ReportQuery, reportBys, reportNames } from "../../store/reports.ts";
import { at, type SectionPlace } from "../../store/sections.ts";
import { languageNames, languages } from "../../strings/index.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Empty } from "../../ui/Notice.tsx";
import { Select } from "../../ui/Select.tsx";
import { Shown } from "../../ui/Shown.tsx";
import { useConsole, useDesk } from "../context.ts";
import { RoomHead } from "../RoomHead.tsx";
import { useTitle } from "../use-title.ts";
import { DeflectionReport } from "./DeflectionReport.tsx";
import { Definitions, FigureTable } from "./FigureTable.tsx";
import { useReportWords } from "./words.ts";
import "../../styles/room.css";
import "../../styles/reports.css";

function queryOf({ id, query }: SectionPlace): ReportQuery {
  const { from = "", to = "", by = "", site = "", lang = "" } = query;
  const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text);
  const name = reportNames.find((each) => each === id) ?? "deflection";
  return {
    name,
    from: isDay(from) ? from : "",
    to: isDay(to) ? to : "",
    // the other two have lines of their own
    by: name === "deflection" || name === "forms" ? (reportBys.find((each) => each === by) ?? "total") : "total",
    siteId: site,
    lang,
  };
}

/** The figures of a span of days, each with what it means. */
export function ReportsRoom({ place }: { place: SectionPlace }) {
  const { router } = useConsole();
  const { r } = useReportWords();
  const desk = useDesk();
  const report = useModel(() => new ReportModel(desk));
  const query = queryOf(place);
  const { name, from, to, by, siteId, lang } = query;
  const isBackwards = from !== "" && to !== "" && from > to;
  useEffect(() => {
    if (!isBackwards) report.show({ name, from, to, by, siteId, lang });
  }, [report, name, from, to, by, siteId, lang, isBackwards]);
  useTitle(`${r.names[name]} · ${r.title}`);
  const show = (change: Record<string, string>) =>
    router.go(at("reports", name, { ...place.query, ...change }), { replace: true });
  return (
    <main id="content" class="room">
      <RoomHead
        title={r.title}
        label={r.ways}
        ways={reportNames.map((each) => ({
          href: hrefOf(at("reports", each, place.query)),
          label: r.names[each],
          isHere: each === name,
        }))}
      />
      <div class="page report">
        <header class="page-head">
          <h1>{r.names[name]}</h1>
          <a class="button" href={csvHref(query)} download={`kotae-${name}.csv`}>
            <Icon name="download" size={16} />
            {r.download}
          </a>
        </header>
        <p class="hint page-intro">{r.intro[name]}</p>
        <Filters query={query} counted={report.reader.state.value} show={show} />
        {isBackwards ? (
          <p class="error error-block" role="alert">
            {r.badDates}
          </p>
        ) : (
          <div aria-busy={report.reader.isBusy.value}>
            <Shown of={report.reader} loading={r.loading} failed={r.failed} rows={5}>
              {(value) => <Figures report={value} query={query} />}
            </Shown>
          </div>
        )}
      </div>
    </main>
  );
}

type FiltersProps = {
  query: ReportQuery;
  counted: Reading<Report>;
  show(change: Record<string, string>): void;
};

function Filters({ query, counted, show }: FiltersProps) {
  const { r } = useReportWords();
  const desk = useDesk();
  const places = useModel(() => new PlacesModel(desk));
  const day = (key: "from" | "to", label: string) => (
    <label class="day-field">
      <span>{label}</span>
      <input
        type="date"
        class="input"
        // nobody chose: the days the server took
        value={query[key] || (counted.step === "ready" ? counted.value[key] : "")}
        onChange={({ currentTarget }) => show({ [key]: currentTarget.value })}
      />
    </label>
  );
  return (
    <div class="filters report-filters">
      {day("from", r.from)}
      {day("to", r.to)}
      {(query.name === "deflection" || query.name === "forms") && (
        <Select<ReportQuery["by"]>
          label={r.by}
          value={query.by}
          options={reportBys.map((value) => ({ value, label: r.bys[value] }))}
          onChoose={(by) => show({ by: by === "total" ? "" : by })}
        />
      )}
      <Select<string>
        label={r.site}
        value={query.siteId}
        options={[
          { value: "", label: r.allSites },
          ...places.sites.value.map(({ id, name }) => ({ value: id, label: name })),
          ...(query.siteId !== "" && !places.sites.value.some(({ id }) => id === query.siteId)
            ? [{ value: query.siteId, label: r.unknownSite }]
            : []),
        ]}
        onChoose={(site) => show({ site })}
      />
      <Select<string>
        label={r.language}
        value={query.lang}
        options={[
          { value: "", label: r.anyLanguage },
          ...languages.map((value) => ({ value, label: languageNames[value] })),
        ]}
        onChoose={(lang) => show({ lang })}
      />
    </div>
  );
}

function Figures({ report, query }: { report: Report; query: ReportQuery }) {
  const { r } = useReportWords();
  const isNothing = report.rows.length === 0;
  return (
    <>
      <p class="hint report-span">{r.days}</p>
      {isNothing && <Empty icon="chart" title={r.empty} text={r.emptyHint} />}
      {!isNothing && report.name === "deflection" && <DeflectionReport report={report} />}
      {!isNothing && report.name !== "deflection" && <FigureTable report={report} columns={report.columns} />}
      {!isNothing && report.name === "searches" && (
        <p class="card-deeds">
          <a class="button" href={hrefOf(at("questions", "", { lang: query.lang }))}>
            {r.questions}
          </a>
        </p>
      )}
      {report.name !== "deflection" && <Definitions columns={report.columns} />}
    </>
  );
}

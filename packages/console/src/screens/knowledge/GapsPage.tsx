import type { Gap } from "@kotae/sdk/schema";
import { useModel } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { type GapQuery, type Gaps, GapsModel, gapStatuses } from "../../store/gaps.ts";
import { hrefOf } from "../../store/place.ts";
import { at, type SectionPlace } from "../../store/sections.ts";
import { languageNames, languages } from "../../strings/index.ts";
import { languageOf } from "../../ui/language.ts";
import { MoreRows } from "../../ui/MoreRows.tsx";
import { Empty } from "../../ui/Notice.tsx";
import { Select } from "../../ui/Select.tsx";
import { Shown } from "../../ui/Shown.tsx";
import { useConsole, useDesk } from "../context.ts";
import { useShortcuts } from "../use-shortcuts.ts";
import { useTitle } from "../use-title.ts";
import { Choose } from "./Choose.tsx";
import { GapDetail } from "./GapDetail.tsx";
import { useKnowledge } from "./words.ts";

function queryOf({ query }: SectionPlace): GapQuery {
  const { status = "open", lang = "" } = query;
  return { status: status === "any" ? "" : (gapStatuses.find((each) => each === status) ?? "open"), lang };
}

/** What visitors ask and no article answers, costliest first, and the way from a gap to an article. */
export function GapsPage({ place }: { place: SectionPlace }) {
  const { router } = useConsole();
  const { k } = useKnowledge();
  const desk = useDesk();
  const gaps = useModel(() => new GapsModel(desk));
  const list = useRef<HTMLDivElement>(null);
  const { status, lang } = queryOf(place);
  const { id } = place;
  useEffect(() => gaps.show({ status, lang }), [gaps, status, lang]);
  useEffect(() => gaps.open(id), [gaps, id]);
  useTitle(k.gaps.title);
  const words = k.gaps;
  const show = (change: Record<string, string>) =>
    router.go(at("gaps", id, { ...place.query, ...change }), { replace: true });
  const move = (by: 1 | -1) => {
    const ids = [...(gaps.rows.peek() ?? []), ...(gaps.once.peek() ?? [])].map((row) => row.id);
    const from = ids.indexOf(id);
    const next = ids[from === -1 ? 0 : from + by];
    if (next !== undefined) router.go(at("gaps", next, place.query));
  };
  const back = () => {
    if (id === "") return;
    router.go(at("gaps", "", place.query));
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[data-row="${id}"]`)?.focus());
  };
  useShortcuts({ next: () => move(1), previous: () => move(-1), back });

  return (
    <div class={id === "" ? "split" : "split has-open"}>
      <h1 class="unseen">{words.title}</h1>
      <section class="split-list" aria-label={words.list}>
        <div class="split-head">
          <p class="hint">{words.intro}</p>
          <div class="split-selects">
            <Select<string>
              label={words.statusLabel}
              value={status === "" ? "any" : status}
              options={[
                ...gapStatuses.map((value) => ({ value, label: words.status[value] })),
                { value: "any", label: k.articles.all(words.statusLabel) },
              ]}
              onChoose={(value) => show({ status: value === "open" ? "" : value })}
            />
            <Select<string>
              label={words.language}
              value={lang}
              options={[
                { value: "", label: k.articles.all(words.language) },
                ...languages.map((value) => ({ value, label: languageNames[value] })),
              ]}
              onChoose={(value) => show({ lang: value })}
            />
          </div>
        </div>
        <div class="split-scroll" ref={list}>
          <Shown of={gaps.rows} loading={words.loading} failed={words.failed} rows={8}>
            {(rows) => (
              <>
                {rows.length === 0 && <Empty icon="check" title={words.empty} text={words.emptyHint} />}
                <Lines rows={rows} place={place} isMixed={status === ""} />
                <MoreRows of={gaps.rows} words={words} />
                {rows.length > 0 && !gaps.rows.hasMore.value && <p class="list-end quiet">{words.end(rows.length)}</p>}
              </>
            )}
          </Shown>
          {status === "open" && <Once gaps={gaps} place={place} />}
        </div>
      </section>
      {id === "" ? (
        <Choose title={words.choose} hint={words.chooseHint} keys={[["next", "previous"]]} names={[k.questions.next]} />
      ) : (
        <GapDetail
          key={id}
          gaps={gaps}
          backHref={hrefOf(at("gaps", "", place.query))}
          onDraft={(articleId) => router.go(at("articles", articleId))}
          onOpen={(gapId) => router.go(at("gaps", gapId, place.query))}
        />
      )}
    </div>
  );
}

type LinesProps = { rows: readonly Gap[]; place: SectionPlace; isMixed?: boolean };

function Lines({ rows, place, isMixed = false }: LinesProps) {
  return (
    <ul class="lines">
      {rows.map((row) => (
        <li key={row.id}>
          <a
            class="line"
            href={hrefOf(at("gaps", row.id, place.query))}
            data-row={row.id}
            aria-current={row.id === place.id ? "true" : undefined}
          >
            <span class="line-text" lang={languageOf(row.title, row.lang)}>
              {row.title}
            </span>
            <Cost gap={row} isMixed={isMixed} />
          </a>
        </li>
      ))}
    </ul>
  );
}

/** What only one visitor asked: folded, because most of it is never asked again. */
function Once({ gaps, place }: { gaps: Gaps; place: SectionPlace }) {
  const { k } = useKnowledge();
  const words = k.gaps;
  const state = gaps.once.state.value;
  const rows = state.step === "ready" ? state.value : [];
  if (rows.length === 0) return null;
  const isOpen = rows.some(({ id }) => id === place.id);
  return (
    <details class="once" open={isOpen}>
      <summary>{words.once(rows.length, gaps.once.hasMore.value)}</summary>
      <p class="hint">{words.onceHint}</p>
      <Lines rows={rows} place={place} />
      <MoreRows of={gaps.once} words={words} />
    </details>
  );
}

function Cost({ gap, isMixed }: { gap: Gap; isMixed: boolean }) {
  const { k, f } = useKnowledge();
  const words = k.gaps;
  return (
    <span class="line-note">
      {isMixed && <strong>{words.status[gap.status]}</strong>}
      <span>{words.questions(gap.questions)}</span>
      <span>{words.tickets(gap.tickets)}</span>
      {gap.minutes >= 1 && <span>{words.minutes(gap.minutes)}</span>}
      <span class="line-end">{gap.langs.map((tag) => f.languageName(tag)).join(", ")}</span>
    </span>
  );
}

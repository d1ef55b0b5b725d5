import type { Question } from "@kotae/sdk/schema";
import { useModel } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { hrefOf } from "../../store/place.ts";
import {
  complaintKinds,
  type QuestionQuery,
  QuestionsModel,
  type QuestionView,
  questionViews,
} from "../../store/questions.ts";
import { at, type SectionPlace } from "../../store/sections.ts";
import { languageNames, languages } from "../../strings/index.ts";
import { Icon } from "../../ui/Icon.tsx";
import { languageOf } from "../../ui/language.ts";
import { Moment } from "../../ui/Moment.tsx";
import { MoreRows } from "../../ui/MoreRows.tsx";
import { Empty } from "../../ui/Notice.tsx";
import { Select } from "../../ui/Select.tsx";
import { Shown } from "../../ui/Shown.tsx";
import { Ways } from "../../ui/Ways.tsx";
import { useConsole, useDesk } from "../context.ts";
import { useShortcuts } from "../use-shortcuts.ts";
import { useTitle } from "../use-title.ts";
import { Choose } from "./Choose.tsx";
import { QuestionDetail } from "./QuestionDetail.tsx";
import { useKnowledge } from "./words.ts";

function queryOf({ query }: SectionPlace): QuestionQuery {
  const view = questionViews.find((each) => each === query.view) ?? "unanswered";
  // only an answer can have been complained of
  const complaint = view === "unhelpful" ? complaintKinds.find((each) => each === query.why) : undefined;
  return { view, complaint: complaint ?? "", lang: query.lang ?? "", gapId: query.gap ?? "" };
}

/** The questions that need somebody's eyes, and the one that is open with everything that led to its answer. */
export function QuestionsPage({ place }: { place: SectionPlace }) {
  const { router } = useConsole();
  const { k, f } = useKnowledge();
  const desk = useDesk();
  const questions = useModel(() => new QuestionsModel(desk));
  const list = useRef<HTMLUListElement>(null);
  const { view, complaint, lang, gapId } = queryOf(place);
  const { id } = place;
  useEffect(() => questions.show({ view, complaint, lang, gapId }), [questions, view, complaint, lang, gapId]);
  useEffect(() => questions.open(id), [questions, id]);
  useTitle(k.questions.title);
  const words = k.questions;

  const go = (next: string) => {
    router.go(at("questions", next, place.query));
    requestAnimationFrame(() =>
      list.current?.querySelector(`[data-row="${next}"]`)?.scrollIntoView({ block: "nearest" }),
    );
  };
  const move = (by: 1 | -1) => {
    const next = questions.after(id, by);
    if (next !== undefined) go(next);
  };
  const back = () => {
    if (id === "") return;
    router.go(at("questions", "", place.query));
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[data-row="${id}"]`)?.focus());
  };
  const reviewed = async () => {
    // what somebody has said of it already stands
    const isDone = questions.detail.peek()?.review != null;
    if (id !== "" && (isDone || (await questions.setReviewed(true)))) move(1);
  };
  useShortcuts({ next: () => move(1), previous: () => move(-1), back, resolve: () => void reviewed() });

  return (
    <div class={id === "" ? "split" : "split has-open"}>
      <h1 class="unseen">{words.title}</h1>
      <section class="split-list" aria-label={words.list}>
        <div class="split-head">
          <Ways
            label={words.viewsLabel}
            ways={questionViews.map((each) => ({
              href: hrefOf(at("questions", id, { ...place.query, view: each === "unanswered" ? "" : each, why: "" })),
              label: words.views[each],
              isHere: each === view,
            }))}
          />
          <div class="split-selects">
            {view === "unhelpful" && (
              <Select<QuestionQuery["complaint"]>
                label={words.why}
                value={complaint}
                options={[
                  { value: "", label: words.anyWhy },
                  ...complaintKinds.map((value) => ({ value, label: words.complaints[value] })),
                ]}
                onChoose={(why) => router.go(at("questions", id, { ...place.query, why }), { replace: true })}
              />
            )}
            <Select<string>
              label={words.language}
              value={lang}
              options={[
                { value: "", label: k.articles.all(words.language) },
                ...languages.map((value) => ({ value, label: languageNames[value] })),
              ]}
              onChoose={(value) => router.go(at("questions", id, { ...place.query, lang: value }), { replace: true })}
            />
          </div>
          {view === "unhelpful" && (
            <p class="split-filter">
              {words.votesToo} <a href={hrefOf(at("votes", "", { lang }))}>{k.votes.title}</a>
            </p>
          )}
          {gapId !== "" && (
            <p class="split-filter">
              {words.ofGap} <a href={hrefOf(at("questions", id, { ...place.query, gap: "" }))}>{words.everyGap}</a>
            </p>
          )}
        </div>
        <div class="split-scroll">
          <Shown of={questions.rows} loading={words.loading} failed={words.failed} rows={8}>
            {(rows) => (
              <>
                {rows.length === 0 && <Nothing view={view} />}
                <ul class="lines" ref={list}>
                  {rows.map((row) => (
                    <li key={row.id}>
                      <Line row={row} isOpen={row.id === id} href={hrefOf(at("questions", row.id, place.query))} />
                    </li>
                  ))}
                </ul>
                <MoreRows of={questions.rows} words={words} />
                {rows.length > 0 && !questions.rows.hasMore.value && (
                  <p class="list-end quiet">{words.end(rows.length)}</p>
                )}
              </>
            )}
          </Shown>
        </div>
      </section>
      {id === "" ? (
        <Choose
          title={words.choose}
          hint={words.chooseHint}
          keys={[["next", "previous"], ["resolve"]]}
          names={[words.next, words.keys]}
        />
      ) : (
        <QuestionDetail
          key={id}
          questions={questions}
          backHref={hrefOf(at("questions", "", place.query))}
          onNext={() => move(1)}
          onReviewed={() => void reviewed()}
        />
      )}
    </div>
  );

  function Line({ row, isOpen, href }: { row: Question; isOpen: boolean; href: string }) {
    return (
      <a class="line" href={href} data-row={row.id} aria-current={isOpen ? "true" : undefined}>
        <span class="line-text" lang={languageOf(row.text, row.lang)}>
          {row.text}
        </span>
        <span class="line-note">
          <span>{words.outcome[row.outcome]}</span>
          {[...new Set(row.complaints.map(({ kind }) => kind))].map((kind) => (
            <span key={kind} class="line-complaint">
              {words.complaints[kind]}
            </span>
          ))}
          {row.review && (
            <span class="state state-public">
              <Icon name="check" size={12} />
              {words.views.reviewed}
            </span>
          )}
          <span class="line-end">
            {f.languageName(row.lang)} · <Moment at={row.createdAt} as="age" />
          </span>
        </span>
      </a>
    );
  }
}

function Nothing({ view }: { view: QuestionView }) {
  const { k } = useKnowledge();
  const words = k.questions;
  return <Empty icon="check" title={words.empty[view]} {...(view === "all" ? { text: words.emptyHint } : {})} />;
}

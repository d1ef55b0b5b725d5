import type { Vote } from "@kotae/sdk/schema";
import { useModel } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { hrefOf } from "../../store/place.ts";
import { at, type SectionPlace } from "../../store/sections.ts";
import { type VoteQuery, type Votes, VotesModel, voteViews } from "../../store/votes.ts";
import { languageNames, languages } from "../../strings/index.ts";
import { Icon } from "../../ui/Icon.tsx";
import { languageOf } from "../../ui/language.ts";
import { Moment } from "../../ui/Moment.tsx";
import { MoreRows } from "../../ui/MoreRows.tsx";
import { Empty } from "../../ui/Notice.tsx";
import { Select } from "../../ui/Select.tsx";
import { Shown } from "../../ui/Shown.tsx";
import { useConsole, useDesk } from "../context.ts";
import { useTitle } from "../use-title.ts";
import { useKnowledge } from "./words.ts";

const queryOf = ({ query }: SectionPlace): VoteQuery => ({
  view: voteViews.find((each) => each === query.view) ?? "open",
  lang: query.lang ?? "",
});

/** The articles readers found not helpful, with what they wrote; each to be looked at, or mended. */
export function VotesPage({ place }: { place: SectionPlace }) {
  const { router } = useConsole();
  const { k } = useKnowledge();
  const desk = useDesk();
  const votes = useModel(() => new VotesModel(desk));
  const { view, lang } = queryOf(place);
  useEffect(() => votes.show({ view, lang }), [votes, view, lang]);
  useTitle(k.votes.title);
  const words = k.votes;
  const show = (change: Record<string, string>) =>
    router.go(at("votes", "", { ...place.query, ...change }), { replace: true });
  return (
    <div class="page">
      <header class="page-head">
        <h1>{words.title}</h1>
        <div class="page-actions">
          <Select<VoteQuery["view"]>
            label={words.viewLabel}
            value={view}
            options={voteViews.map((value) => ({ value, label: words.views[value] }))}
            onChoose={(next) => show({ view: next === "open" ? "" : next })}
          />
          <Select<string>
            label={words.language}
            value={lang}
            options={[
              { value: "", label: k.articles.all(words.language) },
              ...languages.map((value) => ({ value, label: languageNames[value] })),
            ]}
            onChoose={(next) => show({ lang: next })}
          />
        </div>
      </header>
      <p class="hint page-intro">{words.intro}</p>
      <Shown of={votes.rows} loading={words.loading} failed={words.failed} rows={5}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty icon="check" title={words.empty[view]} {...(view === "all" ? { text: words.emptyHint } : {})} />
          ) : (
            <>
              <ul class="votes">
                {rows.map((vote) => (
                  <li key={vote.id} class="vote">
                    <Line vote={vote} votes={votes} />
                  </li>
                ))}
              </ul>
              <MoreRows of={votes.rows} words={words} />
              {!votes.rows.hasMore.value && <p class="list-end quiet">{words.end(rows.length)}</p>}
            </>
          )
        }
      </Shown>
    </div>
  );
}

function Line({ vote, votes }: { vote: Vote; votes: Votes }) {
  const { k, f, now } = useKnowledge();
  const words = k.votes;
  const { article, comment, review } = vote;
  return (
    <>
      <div class="vote-words">
        <p lang={languageOf(article.title, article.lang)}>
          <a class="table-link" href={hrefOf(at("articles", article.id, { panel: "feedback" }))}>
            {article.title}
          </a>
        </p>
        {comment ? (
          <blockquote lang={languageOf(comment, article.lang)}>{comment}</blockquote>
        ) : (
          <p class="quiet">{words.noComment}</p>
        )}
        <p class="vote-note quiet">
          <Moment at={vote.createdAt} as="age" />
          <span>{words.ofVersion(vote.version)}</span>
          {vote.version !== article.version && <span>{words.changedSince}</span>}
          {review && (
            <span class="state state-public">
              <Icon name="check" size={12} />
              {words.reviewedBy(review.by, f.age(review.at, now))}
            </span>
          )}
        </p>
      </div>
      <div class="vote-deeds">
        <a
          class="button button-quiet"
          aria-label={`${words.edit}: ${article.title}`}
          href={hrefOf(at("articles", article.id))}
        >
          <Icon name="pen" size={16} />
          {words.edit}
        </a>
        {review ? (
          <button type="button" class="button button-quiet" onClick={() => void votes.setReviewed(vote, false)}>
            {words.reopen}
          </button>
        ) : (
          <button
            type="button"
            class="button"
            aria-label={words.reviewThis(article.title)}
            onClick={() => void votes.setReviewed(vote, true)}
          >
            <Icon name="check" size={16} />
            {words.review}
          </button>
        )}
      </div>
    </>
  );
}

import type { GapDetail as Detail, Gap } from "@kotae/sdk/schema";
import { useState } from "preact/hooks";
import type { Gaps } from "../../store/gaps.ts";
import { hrefOf } from "../../store/place.ts";
import { at } from "../../store/sections.ts";
import { isComposing } from "../../store/shortcuts.ts";
import { Icon } from "../../ui/Icon.tsx";
import { languageOf } from "../../ui/language.ts";
import { Share } from "../../ui/Share.tsx";
import { Shown } from "../../ui/Shown.tsx";
import { ArticlePicker } from "./ArticlePicker.tsx";
import { GapChanges } from "./GapChanges.tsx";
import { GapExamples } from "./GapExamples.tsx";
import { GapPicker } from "./GapPicker.tsx";
import { useKnowledge } from "./words.ts";

type Props = { gaps: Gaps; backHref: string; onDraft(articleId: string): void; onOpen(gapId: string): void };
const figures: readonly (keyof Pick<Gap, "questions" | "visitors" | "tickets" | "minutes">)[] = [
  "questions",
  "visitors",
  "tickets",
  "minutes",
];

/** One gap: what it costs, what was asked, where an answer could come from, and what its article changed. */
export function GapDetail({ gaps, backHref, onDraft, onOpen }: Props) {
  const { k, f, now } = useKnowledge();
  const [picking, setPicking] = useState<"article" | "gap">();
  const toggle = (what: "article" | "gap") => setPicking(picking === what ? undefined : what);
  const words = k.gaps;
  const write = async (gap: Gap, ticketId?: string) => {
    const articleId = await gaps.draft(gap, ticketId);
    if (articleId !== undefined) onDraft(articleId);
  };
  const merge = async (gap: Gap, into: Gap) => {
    const next = await gaps.merge(gap, into, onOpen);
    if (next !== undefined) onOpen(next);
  };
  return (
    <section class="split-open" aria-label={words.title}>
      <div class="detail-bar narrow-bar">
        <a class="icon-button detail-back" href={backHref} aria-label={words.back}>
          <Icon name="back" />
        </a>
      </div>
      <div class="detail-scroll">
        <Shown of={gaps.detail} loading={words.detailLoading} failed={words.detailFailed} rows={4}>
          {(gap) => (
            <article class="detail">
              <Name gap={gap} onRename={(title) => void gaps.rename(gap, title)} />
              <p class="detail-note">
                <strong>{words.status[gap.status]}</strong>
                <span>{words.lastAsked(f.age(gap.lastAskedAt, now))}</span>
                <span>{gap.langs.map((tag) => f.languageName(tag)).join(", ")}</span>
              </p>
              <dl class="figures" aria-label={words.cost}>
                {figures.map((name) => (
                  <div key={name} class="figure">
                    <dt>{words.figures[name]}</dt>
                    <dd>{f.number(Math.round(gap[name]))}</dd>
                  </div>
                ))}
              </dl>
              <p class="hint">{words.minutesHint}</p>
              <div class="card-deeds">
                {gap.article ? (
                  <a class="button button-main" href={hrefOf(at("articles", gap.article.id))}>
                    {words.openArticle}
                  </a>
                ) : (
                  <>
                    <button
                      type="button"
                      class="button button-main"
                      aria-disabled={gaps.isDrafting.value}
                      onClick={() => void write(gap)}
                    >
                      <Icon name="pen" size={16} />
                      {gaps.isDrafting.value ? words.writing : words.write}
                    </button>
                    <button
                      type="button"
                      class="button"
                      aria-expanded={picking === "article"}
                      onClick={() => toggle("article")}
                    >
                      {words.link}
                    </button>
                  </>
                )}
                <button type="button" class="button" aria-expanded={picking === "gap"} onClick={() => toggle("gap")}>
                  {words.merge}
                </button>
                {gap.status === "dismissed" ? (
                  <button type="button" class="button" onClick={() => void gaps.reopen(gap)}>
                    {words.reopen}
                  </button>
                ) : (
                  <button type="button" class="button" onClick={() => void gaps.dismiss(gap)}>
                    {words.dismiss}
                  </button>
                )}
              </div>
              {picking === "gap" && (
                <section class="card" aria-label={words.merge}>
                  <p class="hint">{words.mergeHint}</p>
                  <GapPicker
                    gap={gap}
                    near={gap.near}
                    action={words.mergeHere}
                    onChoose={(into) => void merge(gap, into)}
                  />
                </section>
              )}
              {picking === "article" && !gap.article && (
                <section class="card" aria-label={words.link}>
                  <ArticlePicker
                    lang={gap.lang}
                    first={gap.title}
                    action={k.questions.answers}
                    onChoose={({ articleId }) => void gaps.link(gap, articleId).then(() => setPicking(undefined))}
                  />
                </section>
              )}
              {gap.article && <Effect gap={gap} />}
              <GapExamples gap={gap} onMove={(id, into) => void gaps.move(gap, id, into, onOpen)} />
              {!gap.article && <Sources gap={gap} gaps={gaps} onWrite={(ticketId) => void write(gap, ticketId)} />}
              <GapChanges gap={gap} onUndo={(id) => void gaps.takeBack(id, onOpen)} />
            </article>
          )}
        </Shown>
      </div>
    </section>
  );
}

function Name({ gap, onRename }: { gap: Detail; onRename(title: string): void }) {
  const { k } = useKnowledge();
  const [text, setText] = useState<string>();
  const words = k.gaps;
  const lang = languageOf(gap.title, gap.lang);
  if (text === undefined) {
    return (
      <div class="detail-name">
        <h2 class="detail-title" lang={lang}>
          {gap.title}
        </h2>
        <button
          type="button"
          class="icon-button"
          aria-label={words.rename}
          title={words.rename}
          onClick={() => setText(gap.title)}
        >
          <Icon name="pen" size={16} />
        </button>
      </div>
    );
  }
  const finish = (keep: boolean) => {
    setText(undefined);
    if (keep) onRename(text);
  };
  return (
    <input
      class="input detail-rename"
      aria-label={words.name}
      lang={lang}
      value={text}
      maxLength={200}
      ref={(input) => {
        if (input && document.activeElement !== input) input.focus();
      }}
      onInput={({ currentTarget }) => setText(currentTarget.value)}
      onBlur={() => finish(true)}
      onKeyDown={(event) => {
        if (isComposing(event)) return;
        if (event.key === "Enter") finish(true);
        if (event.key === "Escape") {
          event.stopPropagation();
          finish(false);
        }
      }}
    />
  );
}

/** Whether the article helps: the solved share before and since. */
function Effect({ gap }: { gap: Detail }) {
  const { k } = useKnowledge();
  const words = k.gaps;
  const share = ({ asked, solved }: Gap["before"]) => (asked === 0 ? undefined : solved / asked);
  const told = ({ asked, solved }: Gap["before"]) => (asked === 0 ? words.nothingAsked : words.ofAsked(solved, asked));
  const isShort = gap.after !== null && gap.after.days < gap.before.days;
  return (
    <section class="card" aria-label={words.effect}>
      <h3>{words.effect}</h3>
      <p>
        {words.article}:{" "}
        {gap.article && (
          <a href={hrefOf(at("articles", gap.article.id))} lang={languageOf(gap.article.title, gap.lang)}>
            {gap.article.title}
          </a>
        )}
      </p>
      {gap.after ? (
        <div class="effect">
          <Share label={words.before(gap.before.days)} share={share(gap.before)} figures={told(gap.before)} />
          <Share label={words.after(gap.after.days)} share={share(gap.after)} figures={told(gap.after)} tone="good" />
          {isShort && <p class="hint">{words.effectYoung(gap.before.days)}</p>}
          <p class="hint">{words.effectHint}</p>
        </div>
      ) : (
        <p class="quiet">{words.waiting}</p>
      )}
    </section>
  );
}

function Sources({ gap, gaps, onWrite }: { gap: Detail; gaps: Gaps; onWrite(ticketId: string): void }) {
  const { k } = useKnowledge();
  const words = k.gaps;
  return (
    <section class="card" aria-label={words.sources}>
      <h3>{words.sources}</h3>
      {gap.sources.length === 0 && <p class="quiet">{words.sourcesNone}</p>}
      <ul class="picker-hits">
        {gap.sources.map((source, index) => (
          <li key={source.ticketId} class="picker-hit">
            <span class="source-words">
              <a
                href={`/console/tickets/${source.ticketId}?view=all&status=any`}
                lang={languageOf(source.subject, gap.lang)}
              >
                #{source.number} {source.subject}
              </a>
              <span class="quiet">
                {[index === 0 ? words.best : "", source.rating === null ? "" : words.rating(source.rating)]
                  .filter(Boolean)
                  .join(" · ")}
              </span>
            </span>
            <button
              type="button"
              class="button"
              aria-label={words.writeFrom(source.number)}
              aria-disabled={gaps.isDrafting.value}
              onClick={() => onWrite(source.ticketId)}
            >
              {words.write}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

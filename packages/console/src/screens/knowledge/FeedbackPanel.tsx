import type { ArticleFeedback } from "@kotae/sdk/schema";
import { useModel } from "@preact/signals";
import { FeedbackModel } from "../../store/article-history.ts";
import { Icon } from "../../ui/Icon.tsx";
import { languageOf } from "../../ui/language.ts";
import { Moment } from "../../ui/Moment.tsx";
import { MoreRows } from "../../ui/MoreRows.tsx";
import { Shown } from "../../ui/Shown.tsx";
import { useDesk } from "../context.ts";
import { useKnowledge } from "./words.ts";

const counted: readonly (keyof ArticleFeedback["counts"])[] = ["views", "shown", "helpful", "unhelpful", "tickets"];

/** What readers said of an article, and how often it was read and of help. */
export function FeedbackPanel({ articleId, lang }: { articleId: string; lang: string }) {
  const { k, f } = useKnowledge();
  const desk = useDesk();
  const feedback = useModel(() => new FeedbackModel(desk, articleId));
  const words = k.history;
  const counts = feedback.counts.value;
  return (
    <div class="panel">
      <h2 class="panel-title">{words.feedback}</h2>
      <Shown of={feedback.rows} loading={words.feedbackLoading} failed={words.feedbackFailed} rows={3}>
        {(rows) => (
          <>
            {counts && (
              <dl class="figures">
                {counted.map((name) => (
                  <div key={name} class="figure">
                    <dt>{words.counts[name]}</dt>
                    <dd>{f.number(counts[name])}</dd>
                  </div>
                ))}
              </dl>
            )}
            <p class="hint">{words.ticketsHint}</p>
            {rows.length === 0 ? (
              <p class="quiet panel-gap">{words.feedbackNone}</p>
            ) : (
              <ul class="comments">
                {rows.map((row, index) => (
                  <li key={index} class="comment">
                    <p class={row.helpful ? "verdict verdict-good" : "verdict verdict-bad"}>
                      <Icon name={row.helpful ? "check" : "close"} size={12} />
                      {row.helpful ? words.helpful : words.unhelpful}
                    </p>
                    {row.comment ? (
                      <p lang={languageOf(row.comment, lang)}>{row.comment}</p>
                    ) : (
                      <p class="quiet">{words.noComment}</p>
                    )}
                    <p class="comment-note quiet">
                      <Moment at={row.createdAt} as="age" /> {words.ofVersion(row.version)}
                    </p>
                  </li>
                ))}
              </ul>
            )}
          </>
        )}
      </Shown>
      <MoreRows
        of={feedback.rows}
        words={{ more: k.articles.more, loading: words.feedbackLoading, failed: words.feedbackFailed }}
      />
    </div>
  );
}

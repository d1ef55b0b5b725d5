import type { Citation, Decision, Ranked } from "@kotae/sdk/schema";
import { featuresInWords, questionInWords, reasonInWords } from "../../store/features.ts";
import { hrefOf } from "../../store/place.ts";
import { at } from "../../store/sections.ts";
import { languageOf } from "../../ui/language.ts";
import { Prose } from "../../ui/Prose.tsx";
import { Share } from "../../ui/Share.tsx";
import { useKnowledge } from "./words.ts";

type Props = {
  /** The decision in words, as of now or of then. */
  words: Record<Decision, string>;
  decision: Decision;
  reasons: readonly string[];
  confidence: number;
  threshold: number;
  answer: string;
  citations: readonly Citation[];
  ranked: readonly Ranked[];
  lang: string;
  /** The article that is open in the editor. */
  articleId?: string | undefined;
};

const outOf100 = (share: number) => Math.round(share * 100);

/** A decision of the assistant with everything it rests on, in words. */
export function AnswerReasons({
  words,
  decision,
  reasons,
  confidence,
  threshold,
  answer,
  citations,
  ranked,
  lang,
  articleId,
}: Props) {
  const { k } = useKnowledge();
  const says = k.answers;
  return (
    <div class="reasons">
      <p class={`decision decision-${decision}`}>{words[decision]}</p>
      <ul class="reason-list">
        {reasons.map((reason) => (
          <li key={reason}>{reasonInWords(reason, says.reasons)}</li>
        ))}
        {decision !== "answer" &&
          questionInWords(ranked[0]?.features ?? {}, says.features).map((words) => <li key={words}>{words}</li>)}
      </ul>
      <Share
        label={says.confidence}
        share={confidence}
        mark={threshold}
        figures={says.sure(outOf100(confidence), outOf100(threshold))}
        tone={decision === "answer" ? "good" : "plain"}
      />
      <div>
        <h3>{says.answer}</h3>
        {answer === "" ? (
          <p class="quiet">{says.noAnswer}</p>
        ) : (
          <div class="answer">
            <Prose text={answer} lang={languageOf(answer, lang)} />
          </div>
        )}
        {citations.length > 0 && (
          <ul class="sources" aria-label={says.sources}>
            {citations.map((citation) => (
              <li key={citation.n}>
                <span class="source-number">{citation.n}</span>
                {citation.articleId === articleId ? (
                  <span class="source">{citation.title}</span>
                ) : (
                  <a
                    class="source"
                    href={hrefOf(at("articles", citation.articleId))}
                    lang={languageOf(citation.title, lang)}
                  >
                    {citation.title}
                  </a>
                )}
              </li>
            ))}
          </ul>
        )}
      </div>
      <Ranking ranked={ranked} lang={lang} articleId={articleId} />
    </div>
  );
}

/** The articles that fit, the best first, with what speaks for each. */
export function Ranking({ ranked, lang, articleId }: Pick<Props, "ranked" | "lang" | "articleId">) {
  const { k, f } = useKnowledge();
  const says = k.answers;
  return (
    <div>
      <h3>{says.ranking}</h3>
      {ranked.length === 0 && <p class="quiet">{says.rankingNone}</p>}
      <ol class="ranking">
        {ranked.slice(0, 3).map((found, index) => {
          const { good, bad } = featuresInWords(found.features, says.features, { isBest: index === 0 });
          return (
            <li key={`${found.articleId} ${found.heading}`} class="ranked">
              <p class="ranked-title" lang={languageOf(found.title, lang)}>
                <span class="unseen">{says.place(index + 1)}: </span>
                {found.articleId === articleId ? (
                  <span>
                    {found.title} <span class="quiet">({says.thisArticle})</span>
                  </span>
                ) : (
                  <a href={hrefOf(at("articles", found.articleId))}>{found.title}</a>
                )}
                {found.heading && <span class="quiet"> › {found.heading}</span>}
              </p>
              <ul class="ranked-why">
                {good.map((words) => (
                  <li key={words} class="why-good">
                    <span aria-hidden="true">+</span> {words}
                  </li>
                ))}
                {bad.map((words) => (
                  <li key={words} class="why-bad">
                    <span aria-hidden="true">−</span> {words}
                  </li>
                ))}
              </ul>
              <details class="ranked-figures">
                <summary>{says.numbers}</summary>
                <p>{says.score(outOf100(found.score))}</p>
                <dl class="facts">
                  {Object.entries(found.features).map(([name, value]) => (
                    <div key={name}>
                      <dt>{name}</dt>
                      <dd>{f.number(Math.round(value * 1000) / 1000)}</dd>
                    </div>
                  ))}
                </dl>
              </details>
            </li>
          );
        })}
      </ol>
    </div>
  );
}

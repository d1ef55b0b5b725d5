import type { Ticket } from "@kotae/sdk/schema";
import { Icon } from "../ui/Icon.tsx";
import { languageOf, useSpeech } from "../ui/language.ts";
import { OuterLink } from "../ui/Prose.tsx";

/** What the customer did before asking for a person, so that nobody suggests it again. */
export function TriedSection({ ticket }: { ticket: Ticket }) {
  const { t } = useSpeech();
  const { searches, questions, articles, summary } = ticket.tried;
  const isNothing = searches.length + questions.length + articles.length === 0;
  const lang = (text: string) => languageOf(text, ticket.locale);
  return (
    <section class="panel-section" aria-labelledby="tried">
      <h3 id="tried">{t.customer.tried}</h3>
      {summary && (
        <p class="tried-summary" lang={lang(summary)}>
          <span class="unseen">{t.customer.summary}: </span>
          {summary}
        </p>
      )}
      {isNothing && !summary && <p class="quiet">{t.customer.triedNothing}</p>}
      {searches.length > 0 && (
        <>
          <h4>{t.customer.searches}</h4>
          <ul class="tried-searches">
            {searches.map((search, index) => (
              <li key={index} lang={lang(search)}>
                {search}
              </li>
            ))}
          </ul>
        </>
      )}
      {questions.length > 0 && (
        <>
          <h4>{t.customer.questions}</h4>
          <ul class="tried-list">
            {questions.map((question, index) => (
              <li key={index}>
                <p lang={lang(question.text)}>{question.text}</p>
                <p class="tried-note">
                  <span>
                    {t.decision[question.decision]}
                    {question.decision === "answer" && ` (${confidenceWords(question.confidence)})`}
                  </span>
                  {question.solved !== null && <Verdict isGood={question.solved} />}
                </p>
              </li>
            ))}
          </ul>
        </>
      )}
      {articles.length > 0 && (
        <>
          <h4>{t.customer.articles}</h4>
          <ul class="tried-list">
            {articles.map((article) => (
              <li key={`${article.id} ${article.how}`}>
                <p lang={lang(article.title)}>
                  <OuterLink url={article.url}>{article.title}</OuterLink>
                </p>
                <p class="tried-note">
                  <span>{article.how === "answer" ? t.customer.shown : t.customer.opened}</span>
                  {article.rejected && <Verdict isGood={false} />}
                </p>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );

  function confidenceWords(confidence: number): string {
    if (confidence >= 0.75) return t.customer.sure;
    return confidence >= 0.5 ? t.customer.fairlySure : t.customer.unsure;
  }
}

function Verdict({ isGood }: { isGood: boolean }) {
  const { t } = useSpeech();
  return (
    <span class={isGood ? "verdict verdict-good" : "verdict verdict-bad"}>
      <Icon name={isGood ? "check" : "close"} size={12} />
      {isGood ? t.customer.solved : t.customer.didNotHelp}
    </span>
  );
}

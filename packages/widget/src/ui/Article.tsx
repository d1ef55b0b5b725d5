import { format } from "../strings/words.ts";
import { Content, webAddress } from "./Content.tsx";
import { useWidget } from "./context.ts";
import { Header } from "./Header.tsx";
import { Icon } from "./Icon.tsx";
import { Outcome } from "./Outcome.tsx";
import { OutLink } from "./OutLink.tsx";
import { Person } from "./Person.tsx";

/** An article, read without leaving the page one is on. */
export function Article({ id, close }: { id: string; close: () => void }) {
  const { t, reading, judgeArticle, showPerson, showThread, conversation, origin, lang } = useWidget();
  const article = reading.article.value;
  const error = reading.error.value;
  const judged = reading.judged.value[id];
  const url = article && webAddress(article.url, origin);

  function judge(solved: boolean): void {
    judgeArticle(id, solved);
    if (!solved) (conversation.isWithPerson.peek() ? showThread : showPerson)();
  }

  return (
    <div class="view">
      <Header title={t("article")} close={close} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div class="scroll" tabIndex={0} data-focus key={article?.id}>
        {error && (
          <div class="notice" role="alert">
            <p>{t(error === "not_found" ? "articleGone" : "articleFailed")}</p>
            <button type="button" class="link" onClick={() => void reading.open(id)}>
              {t("tryAgain")}
            </button>
          </div>
        )}
        {!article && !error && (
          <p class="slow" role="status">
            {t("loading")}
          </p>
        )}
        {article && (
          <article class="article" lang={article.lang}>
            <h3>{article.title}</h3>
            <Content nodes={article.content} />
            <p class="article-foot" lang={lang.value}>
              <span>
                {t("updated", { date: format(lang.value, Date.parse(article.updatedAt), { dateStyle: "medium" }) })}
              </span>
              {url && <OutLink href={url}>{t("openInHelp")}</OutLink>}
            </p>
          </article>
        )}
      </div>
      <div class="foot">
        {article && judged === undefined ? (
          <Outcome judge={judge} />
        ) : judged ? (
          <p class="thanks" role="status">
            <Icon name="check" />
            {t("gladSolved")}
          </p>
        ) : (
          <Person />
        )}
      </div>
    </div>
  );
}

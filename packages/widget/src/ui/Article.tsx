import { articleWords } from "../strings/article.ts";
import { format } from "../strings/words.ts";
import { Content, webAddress } from "./Content.tsx";
import { useWidget } from "./context.ts";
import { Helpful } from "./Helpful.tsx";
import { OutLink } from "./OutLink.tsx";

/** An article, read without leaving the page one is on; below the bar that the panel draws. */
export function Article() {
  const { t, reading, navigation, origin, lang } = useWidget();
  const view = navigation.view.value;
  const id = view.name === "article" ? view.id : "";
  const article = reading.article.value;
  const error = reading.error.value;
  const url = article && webAddress(article.url, origin);
  const words = articleWords[lang.value];
  const date = article ? format(lang.value, Date.parse(article.updatedAt), { dateStyle: "medium" }) : "";

  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div class="scroll" tabIndex={0} data-focus>
        {error && (
          <div class="notice" role="alert">
            <p>{error === "not_found" ? words.gone : words.failed}</p>
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
              <span>{words.updated.replace("{date}", date)}</span>
              {url && <OutLink href={url}>{words.openInHelp}</OutLink>}
            </p>
          </article>
        )}
      </div>
      {article && (
        <div class="foot helped">
          <Helpful id={id} />
        </div>
      )}
    </>
  );
}

import { useWidget } from "./context.ts";
import { Icon } from "./Icon.tsx";
import { Notice } from "./Notice.tsx";
import { Offers } from "./Offers.tsx";
import { Person } from "./Person.tsx";
import { SearchField, SearchResults } from "./Search.tsx";

/** The first view: search, popular articles, what is open, and a person within reach. */
export function Home({ close }: { close: () => void }) {
  const { t, search, home } = useWidget();
  return (
    <div class="view home">
      <div class="hello">
        <p class="site">{home.home.value?.site.name ?? "\u00a0"}</p>
        <h2>{t("greeting")}</h2>
        <button type="button" class="round" aria-label={t("close")} onClick={close}>
          <Icon name="close" />
        </button>
        <SearchField />
      </div>
      <div class="scroll" tabIndex={search.isSearching.value ? 0 : undefined}>
        {search.isSearching.value ? <SearchResults /> : <Start />}
      </div>
      {(home.home.value?.assistant !== false || search.isSearching.value) && (
        <div class="foot">
          <Person />
        </div>
      )}
    </div>
  );
}

function Start() {
  const { home, reading, t } = useWidget();
  const state = home.state.value;
  const { popular = [], tools = [], assistant } = home.home.value ?? {};
  const recent = reading.recent.value;
  const articles = popular.filter(({ id }) => !recent.some((one) => one.id === id)).slice(0, 5);
  return (
    <>
      <OpenConversation />
      {assistant === false && (
        <div class="first-person">
          <Person />
        </div>
      )}
      {tools[0] && (
        <section class="rows tools">
          <h3>{t("offers")}</h3>
          <Offers offers={tools} />
        </section>
      )}
      <Articles name="recent" articles={recent} />
      {state === "failed" && <Notice words="popularFailed" again={() => void home.load()} />}
      {state === "loading" && articles.length === 0 && (
        <p class="slow" role="status">
          {t("loading")}
        </p>
      )}
      <Articles name="popular" articles={articles} />
    </>
  );
}

type Row = { id: string; title: string; summary?: string };

function Articles({ name, articles }: { name: "recent" | "popular"; articles: readonly Row[] }) {
  const { t, showArticle, lang } = useWidget();
  if (!articles[0]) return null;
  return (
    <section class="rows" aria-label={t(name)}>
      <h3>{t(name)}</h3>
      <ul lang={lang.value}>
        {articles.map(({ id, title, summary }) => (
          <li key={id}>
            <button type="button" class="row" onClick={() => showArticle(id)}>
              <span class="row-words">
                <span class="row-title">{title}</span>
                {summary && <span class="row-note">{summary}</span>}
              </span>
              <Icon name="go" />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The conversation that is going on, with its last words. */
function OpenConversation() {
  const { t, conversation, showThread } = useWidget();
  const { messages, drafts, ticket, unread, isEmpty, loading } = conversation;
  const isBroken = loading.value === "failed";
  if (isEmpty.value && !isBroken) return null;
  const last = messages.value.findLast((message) => message.kind === "message");
  const heard = last?.kind === "message" ? last.body : "";
  const words = unread.value > 0 ? heard : (drafts.value.at(-1)?.body ?? heard);
  const who = ticket.value?.assignee ?? (ticket.value ? t("ticket", { number: ticket.value.number }) : t("assistant"));
  return (
    <section class="rows">
      <h3 class="hidden-words">{t("yourConversation")}</h3>
      <button type="button" class="card" onClick={showThread}>
        <Icon name={ticket.value ? "person" : "spark"} />
        <span class="row-words">
          <span class="row-title">
            <span class="hidden-words">{t("continueIt")}: </span>
            {who}
          </span>
          <span class="row-note">{isBroken ? t("threadFailed") : words.replace(/\[\d+\]|[*`]/g, "")}</span>
        </span>
        {unread.value > 0 ? (
          <span class="count">
            <span aria-hidden="true">{unread.value > 99 ? "99+" : unread.value}</span>
            <span class="hidden-words">{t("unread", { n: unread.value })}</span>
          </span>
        ) : (
          <Icon name="go" />
        )}
      </button>
    </section>
  );
}

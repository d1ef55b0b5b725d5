import { useWidget } from "./context.ts";
import { Icon } from "./Icon.tsx";

const listId = "kotae-results";
const rowId = (index: number) => `kotae-result-${index}`;

/** True for a key that belongs to an input method, which is still choosing its characters. */
export const isComposing = (event: KeyboardEvent) => event.isComposing || event.keyCode === 229;

/** The field one searches and asks in; the arrow keys walk through what was found below it. */
export function SearchField() {
  const { t, search, ask, showArticle } = useWidget();
  const { text, found, active, isSearching } = search;

  function onKeyDown(event: KeyboardEvent): void {
    if (isComposing(event) || !isSearching.value) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      search.move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter") {
      event.preventDefault();
      const hit = found.value?.items[active.value];
      if (hit) showArticle(hit.articleId);
      else ask(text.value);
    }
  }

  return (
    <div class="field">
      <Icon name="search" />
      <input
        type="text"
        role="combobox"
        data-focus
        aria-label={t("search")}
        aria-autocomplete="list"
        aria-expanded={isSearching.value}
        aria-controls={isSearching.value ? listId : undefined}
        aria-activedescendant={active.value >= 0 ? rowId(active.value) : undefined}
        placeholder={t("search")}
        autocomplete="off"
        spellcheck={false}
        enterkeyhint="search"
        maxLength={2000}
        value={text.value}
        onFocus={search.prepare}
        onInput={(event) => search.type(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      {isSearching.value && (
        <button type="button" class="round" aria-label={t("clear")} onClick={search.clear}>
          <Icon name="close" />
        </button>
      )}
    </div>
  );
}

/** What was found, and after it always the way to ask. */
export function SearchResults() {
  const { t, search, ask, showArticle, conversation, home } = useWidget();
  const { text, found, active, hasFailed, isSlow } = search;
  const items = found.value?.items ?? [];
  const count = items.length;
  const says = hasFailed.value
    ? t("searchFailed")
    : isSlow.value
      ? t("searching")
      : found.value
        ? t(count === 0 ? "foundNone" : count === 1 ? "foundOne" : "found", { n: count })
        : "";
  // with a person in the thread, that is who reads it
  const status = conversation.ticket.value?.status;
  const isForPerson =
    home.home.value?.assistant === false || (status !== undefined && status !== "closed" && status !== "resolved");
  return (
    <div class="rows">
      <p class={count > 0 && !hasFailed.value && !isSlow.value ? "hidden-words" : "found"} role="status">
        {says}
      </p>
      {/* the field keeps the focus: these rows are walked through from there */}
      <div class="results" role="listbox" id={listId} aria-label={t("results")}>
        {items.map(({ articleId, title, excerpt, heading }, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents: a combobox row is walked to from its field
          <div
            key={articleId}
            role="option"
            id={rowId(index)}
            class="row"
            aria-selected={active.value === index}
            onClick={() => showArticle(articleId)}
          >
            <Icon name="article" />
            <span class="row-words">
              <span class="row-title">{title}</span>
              <span class="row-note">{heading && heading !== title ? `${heading} · ${excerpt}` : excerpt}</span>
            </span>
          </div>
        ))}
        {/* biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents: as above */}
        <div
          role="option"
          id={rowId(count)}
          class="row ask"
          aria-selected={active.value === count}
          onClick={() => ask(text.value)}
        >
          <Icon name={isForPerson ? "person" : "spark"} />
          <span class="row-words">
            <span class="row-title">
              {t(isForPerson ? "askRowPerson" : "askRow")}
              {t("colon")}
              <q>{text.value.trim()}</q>
            </span>
          </span>
          <span class="key" aria-hidden="true">
            ↵
          </span>
        </div>
      </div>
    </div>
  );
}

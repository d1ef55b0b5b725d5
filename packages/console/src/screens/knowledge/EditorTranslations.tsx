import { useModel } from "@preact/signals";
import { useId } from "preact/hooks";
import type { Editor } from "../../store/editor.ts";
import { hrefOf } from "../../store/place.ts";
import { at } from "../../store/sections.ts";
import { type Translations, TranslationsModel } from "../../store/translations.ts";
import { languageNames, languages } from "../../strings/index.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Picker } from "../../ui/Picker.tsx";
import { Select } from "../../ui/Select.tsx";
import { useDesk } from "../context.ts";
import { ArticleState } from "./ArticleState.tsx";
import { useKnowledge } from "./words.ts";

type Props = { editor: Editor; articleId: string | undefined };

/** The article's language, and the same article in others: what there is, what can be written, what can be linked. */
export function EditorTranslations({ editor, articleId }: Props) {
  const { k, f } = useKnowledge();
  const desk = useDesk();
  const translations = useModel(() => new TranslationsModel(desk, editor));
  const id = useId();
  const words = k.editor;
  const article = editor.article.value;
  const chosen = editor.form.value.lang;
  const others = article?.translations.filter((other) => other.id !== articleId) ?? [];
  const taken = new Set(others.map(({ lang }) => lang));
  const known = languages.some((lang) => lang === chosen) ? languages : [...languages, chosen];
  const missing = languages.filter((lang) => lang !== article?.lang && !taken.has(lang));
  return (
    <>
      <Select<string>
        labelled
        label={words.language}
        value={chosen}
        // one of each language: what another one has is no choice
        options={known
          .filter((lang) => lang === chosen || !taken.has(lang))
          .map((lang) => ({
            value: lang,
            label: languages.find((each) => each === lang) ? languageNames[lang as "en"] : f.languageName(lang),
          }))}
        onChoose={(lang) => editor.put({ lang })}
      />
      {article && articleId !== undefined && (
        <div class="field">
          <p class="label" id={id}>
            {words.translations}
          </p>
          <ul class="translations" aria-labelledby={id}>
            <li>
              <Icon name="check" size={16} />
              <span>
                {f.languageName(article.lang)} <span class="quiet">({words.thisOne})</span>
              </span>
            </li>
            {others.map((other) => (
              <li key={other.id}>
                <Icon name="check" size={16} />
                <a href={hrefOf(at("articles", other.id))}>{f.languageName(other.lang)}</a>
              </li>
            ))}
            {missing.map((lang) => (
              <li key={lang} class="translation-missing">
                <Icon name="plus" size={16} />
                <a href={hrefOf(at("articles", "new", { lang, key: article.key, from: article.id }))}>
                  {words.translate(f.languageName(lang))}
                </a>
                <button
                  type="button"
                  class="link-button"
                  aria-expanded={translations.wanted.value === lang}
                  onClick={() => translations.look(translations.wanted.peek() === lang ? "" : lang)}
                >
                  {words.link}
                  <span class="unseen"> ({f.languageName(lang)})</span>
                </button>
              </li>
            ))}
          </ul>
          {translations.wanted.value !== "" && <Others translations={translations} lang={article.lang} />}
          {others.length > 0 && (
            <p class="translation-end">
              <button
                type="button"
                class="link-button"
                aria-disabled={translations.isLinking.value}
                onClick={() => void translations.unlink()}
              >
                {words.unlink}
              </button>
            </p>
          )}
        </div>
      )}
    </>
  );
}

type OthersProps = {
  translations: Translations;
  /** The language of the article in the editor. */
  lang: string;
};

/** The articles of the other language, to be linked with the one in the editor. */
function Others({ translations, lang }: OthersProps) {
  const { k, f } = useKnowledge();
  const words = k.editor;
  return (
    <Picker
      of={translations}
      label={words.findTranslation}
      lang={translations.wanted.value}
      loading={k.articles.loading}
      failed={k.articles.failed}
      none={words.findTranslationNone}
      keyOf={({ id }) => id}
      row={(other) => (
        <>
          <span class="source-words">
            <span lang={other.lang}>{other.title}</span>
            <ArticleState article={other} />
          </span>
          {other.langs.includes(lang) ? (
            // it has an article in this language already: which of the two would be meant?
            <span class="quiet picker-taken">{words.taken(f.languageName(lang))}</span>
          ) : (
            <button
              type="button"
              class="button"
              aria-label={words.linkThis(other.title)}
              aria-disabled={translations.isLinking.value}
              onClick={() => void translations.link(other)}
            >
              {words.linkShort}
            </button>
          )}
        </>
      )}
    />
  );
}

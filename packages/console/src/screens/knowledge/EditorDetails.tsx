import { useModel } from "@preact/signals";
import type { ArticleForm } from "../../store/article-form.ts";
import type { Editor } from "../../store/editor.ts";
import { hrefOf } from "../../store/place.ts";
import { PlacesModel } from "../../store/places.ts";
import { at } from "../../store/sections.ts";
import { languageNames, languages } from "../../strings/index.ts";
import { Field } from "../../ui/Field.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Select } from "../../ui/Select.tsx";
import { Switch } from "../../ui/Switch.tsx";
import { useDesk } from "../context.ts";
import { useKnowledge } from "./words.ts";

type Props = { editor: Editor; articleId: string | undefined };

/** Everything about an article but its text. */
export function EditorDetails({ editor, articleId }: Props) {
  const { k } = useKnowledge();
  const desk = useDesk();
  const places = useModel(() => new PlacesModel(desk));
  const words = k.editor;
  const form = editor.form.value;
  const put =
    <K extends keyof ArticleForm>(key: K) =>
    (value: ArticleForm[K]) =>
      editor.put({ [key]: value });
  const text = (
    key: "summary" | "category" | "keywords",
    more: { hint?: string; lines?: number; maxLength?: number } = {},
  ) => <Field label={words[key]} value={form[key]} onInput={put(key)} lang={form.lang} {...more} />;
  const time = (key: "publishAt" | "expiresAt" | "reviewAt") => (
    <Field type="datetime-local" label={words[key]} value={form[key]} onInput={put(key)} />
  );
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <div class="details form">
      {text("summary", { hint: words.summaryHint, lines: 3, maxLength: 500 })}
      {text("category", { maxLength: 100 })}
      {text("keywords", { hint: words.keywordsHint, lines: 2 })}
      <Translations editor={editor} articleId={articleId} />
      <Select<ArticleForm["visibility"]>
        labelled
        label={words.visibility}
        value={form.visibility}
        options={[
          { value: "public", label: words.public },
          { value: "internal", label: words.internalOnly },
        ]}
        onChoose={put("visibility")}
      />
      <div class="details-pair">
        <Select<string>
          labelled
          label={words.site}
          value={form.siteId}
          options={withAll(words.allSites, places.sites.value, form.siteId)}
          onChoose={put("siteId")}
        />
        <Select<string>
          labelled
          label={words.desk}
          value={form.deskId}
          options={withAll(words.allDesks, places.desks.value, form.deskId)}
          onChoose={put("deskId")}
        />
      </div>
      <Select<string>
        labelled
        label={words.owner}
        value={form.ownerId}
        options={withAll(words.nobody, desk.team.agents.value, form.ownerId, editor.article.value?.owner?.name)}
        onChoose={put("ownerId")}
      />
      {time("publishAt")}
      {time("expiresAt")}
      {time("reviewAt")}
      <p class="hint">{words.zone(zone)}</p>
      <Switch label={words.popular} hint={words.popularHint} isOn={form.popular} onChange={put("popular")} />
    </div>
  );
}

/** A choice of all or one; one that is not in the list any more can still be seen. */
function withAll(all: string, items: readonly { id: string; name: string }[], chosen: string, chosenName = "?") {
  const isKnown = chosen === "" || items.some(({ id }) => id === chosen);
  return [
    { value: "", label: all },
    ...items.map(({ id, name }) => ({ value: id, label: name })),
    ...(isKnown ? [] : [{ value: chosen, label: chosenName }]),
  ];
}

/** The article's languages: the ones there are to go to, the others to be written. */
function Translations({ editor, articleId }: Props) {
  const { k, f } = useKnowledge();
  const words = k.editor;
  const form = editor.form.value;
  const article = editor.article.value;
  if (articleId === undefined || !article) {
    return (
      <Select<string>
        labelled
        label={words.language}
        value={form.lang}
        options={languages.map((value) => ({ value, label: languageNames[value] }))}
        onChoose={(lang) => editor.put({ lang })}
      />
    );
  }
  const others = article.translations.filter(({ id }) => id !== articleId);
  const missing = languages.filter((lang) => lang !== article.lang && !others.some((other) => other.lang === lang));
  return (
    <div class="field">
      <p class="label" id="translations">
        {words.translations}
      </p>
      <ul class="translations" aria-labelledby="translations">
        <li>
          <Icon name="check" size={16} />
          <span>
            {f.languageName(article.lang)} <span class="quiet">({words.thisOne})</span>
          </span>
        </li>
        {others.map(({ id, lang }) => (
          <li key={id}>
            <Icon name="check" size={16} />
            <a href={hrefOf(at("articles", id))}>{f.languageName(lang)}</a>
          </li>
        ))}
        {missing.map((lang) => (
          <li key={lang}>
            <Icon name="plus" size={16} />
            <a href={hrefOf(at("articles", "new", { lang, key: article.key, from: article.id }))}>
              {words.translate(f.languageName(lang))}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

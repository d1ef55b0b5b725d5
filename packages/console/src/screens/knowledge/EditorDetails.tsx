import { useModel } from "@preact/signals";
import type { ArticleForm } from "../../store/article-form.ts";
import type { Editor } from "../../store/editor.ts";
import { PlacesModel } from "../../store/places.ts";
import { Field } from "../../ui/Field.tsx";
import { Select } from "../../ui/Select.tsx";
import { Switch } from "../../ui/Switch.tsx";
import { useDesk } from "../context.ts";
import { CategoryField } from "./CategoryField.tsx";
import { EditorTranslations } from "./EditorTranslations.tsx";
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
  const text = (key: "summary" | "keywords", more: { hint?: string; lines?: number; maxLength?: number } = {}) => (
    <Field label={words[key]} value={form[key]} onInput={put(key)} lang={form.lang} {...more} />
  );
  const time = (key: "publishAt" | "expiresAt" | "reviewAt") => (
    <Field type="datetime-local" label={words[key]} value={form[key]} onInput={put(key)} />
  );
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <div class="details form">
      {text("summary", { hint: words.summaryHint, lines: 3, maxLength: 500 })}
      <CategoryField editor={editor} />
      {text("keywords", { hint: words.keywordsHint, lines: 2 })}
      <EditorTranslations editor={editor} articleId={articleId} />
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

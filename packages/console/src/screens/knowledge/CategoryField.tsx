import { useModel } from "@preact/signals";
import { useEffect, useId } from "preact/hooks";
import { CategoriesModel } from "../../store/categories.ts";
import type { Editor } from "../../store/editor.ts";
import { Field } from "../../ui/Field.tsx";
import { useDesk } from "../context.ts";
import { useKnowledge } from "./words.ts";

/** The topic an article is under: one of those there are, or a new one. */
export function CategoryField({ editor }: { editor: Editor }) {
  const { k } = useKnowledge();
  const desk = useDesk();
  const { lang, category } = editor.form.value;
  const categories = useModel(() => new CategoriesModel(desk, lang));
  useEffect(() => categories.show(lang), [categories, lang]);
  const id = useId();
  const words = k.editor;
  const state = categories.reader.state.value;
  const known = state.step === "ready" ? state.value : [];
  const isNew = state.step === "ready" && category.trim() !== "" && !known.some(({ name }) => name === category.trim());
  return (
    <>
      <Field
        label={words.category}
        hint={isNew ? words.categoryNew(category.trim()) : words.categoryHint}
        value={category}
        lang={lang}
        maxLength={100}
        list={id}
        onInput={(next) => editor.put({ category: next })}
      />
      <datalist id={id}>
        {known.map(({ name }) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}

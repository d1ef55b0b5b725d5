import type { Category } from "@kotae/sdk/schema";
import { useModel } from "@preact/signals";
import { useRef, useState } from "preact/hooks";
import { type Categories, CategoriesModel } from "../../store/categories.ts";
import { languageNames, languages } from "../../strings/index.ts";
import { Field } from "../../ui/Field.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Select } from "../../ui/Select.tsx";
import { Sheet } from "../../ui/Sheet.tsx";
import { Shown } from "../../ui/Shown.tsx";
import { useDesk } from "../context.ts";
import { useKnowledge } from "./words.ts";

/** The topics of a language in the help centre's order: to rename them everywhere, and to put them in another order. */
export function CategoriesSheet({ lang, onClose }: { lang: string; onClose(): void }) {
  const { k } = useKnowledge();
  const desk = useDesk();
  const categories = useModel(() => new CategoriesModel(desk, lang));
  const [renaming, setRenaming] = useState<string>();
  const [said, setSaid] = useState("");
  const list = useRef<HTMLOListElement>(null);
  const words = k.categories;

  const move = async (name: string, by: 1 | -1) => {
    const moving = categories.move(name, by);
    const names = (categories.reader.peek() ?? []).map((each) => each.name);
    const place = names.indexOf(name) + 1;
    setSaid(words.moved(name, place, names.length));
    // where the browser loses the focus with the place, it goes along; at an end, to the other button
    requestAnimationFrame(() => {
      const row = list.current?.querySelectorAll("li")[place - 1];
      const buttons = row?.querySelectorAll<HTMLButtonElement>(".category-move");
      const [up, down] = [buttons?.[0], buttons?.[1]];
      const same = by === -1 ? up : down;
      (same?.disabled ? (by === -1 ? down : up) : same)?.focus();
    });
    await moving;
  };

  return (
    <Sheet title={words.title} onClose={onClose}>
      <div class="form">
        <p class="hint">{words.hint}</p>
        <Select<string>
          labelled
          label={words.language}
          value={categories.lang.value}
          options={languages.map((value) => ({ value, label: languageNames[value] }))}
          onChoose={(next) => {
            setRenaming(undefined);
            categories.show(next);
          }}
        />
        <Shown of={categories.reader} loading={words.loading} failed={words.failed} rows={3}>
          {(found) =>
            found.length === 0 ? (
              <p class="quiet">{words.none}</p>
            ) : (
              <ol class="categories" ref={list}>
                {found.map((category, index) => (
                  <li key={category.name} class="category">
                    {renaming === category.name ? (
                      <Renaming
                        categories={categories}
                        name={category.name}
                        others={found}
                        onDone={() => setRenaming(undefined)}
                      />
                    ) : (
                      <Line
                        category={category}
                        lang={categories.lang.value}
                        isFirst={index === 0}
                        isLast={index === found.length - 1}
                        onMove={(by) => void move(category.name, by)}
                        onRename={() => setRenaming(category.name)}
                      />
                    )}
                  </li>
                ))}
              </ol>
            )
          }
        </Shown>
        <p class="unseen" role="status">
          {said}
        </p>
      </div>
    </Sheet>
  );
}

type LineProps = {
  category: Category;
  lang: string;
  isFirst: boolean;
  isLast: boolean;
  onMove(by: 1 | -1): void;
  onRename(): void;
};

function Line({ category: { name, articles, published }, lang, isFirst, isLast, onMove, onRename }: LineProps) {
  const { k } = useKnowledge();
  const words = k.categories;
  return (
    <>
      <span class="category-words">
        <span lang={lang}>{name}</span>
        <span class="quiet category-count">{words.count(articles, published)}</span>
      </span>
      <span class="category-deeds">
        <button
          type="button"
          class="icon-button category-move"
          aria-label={words.up(name)}
          disabled={isFirst}
          onClick={() => onMove(-1)}
        >
          <Icon name="up" size={16} />
        </button>
        <button
          type="button"
          class="icon-button category-move"
          aria-label={words.down(name)}
          disabled={isLast}
          onClick={() => onMove(1)}
        >
          <Icon name="chevron" size={16} />
        </button>
        <button type="button" class="button button-quiet" aria-label={words.renameThis(name)} onClick={onRename}>
          {words.rename}
        </button>
      </span>
    </>
  );
}

type RenamingProps = { categories: Categories; name: string; others: readonly Category[]; onDone(): void };

function Renaming({ categories, name, others, onDone }: RenamingProps) {
  const { k, t } = useKnowledge();
  const [typed, setTyped] = useState(name);
  const [wrong, setWrong] = useState<string>();
  const words = k.categories;
  const isMerge = typed.trim() !== name && others.some((other) => other.name === typed.trim());
  const save = async () => {
    const found = await categories.rename(name, typed);
    setWrong(found);
    if (found === undefined) onDone();
  };
  return (
    <form
      class="category-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        // it closes the field, not the sheet around it
        event.preventDefault();
        event.stopPropagation();
        onDone();
      }}
    >
      <Field
        label={words.newName(name)}
        lang={categories.lang.value}
        value={typed}
        error={wrong}
        hint={isMerge ? words.merges(typed.trim()) : words.renameHint}
        maxLength={100}
        onInput={(next) => {
          setTyped(next);
          setWrong(undefined);
        }}
        autoFocus
      />
      <div class="form-actions">
        <button type="button" class="button" onClick={onDone}>
          {t.app.cancel}
        </button>
        <button type="submit" class="button button-main" aria-disabled={categories.isSaving.value}>
          {words.rename}
        </button>
      </div>
    </form>
  );
}

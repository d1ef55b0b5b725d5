import type { Hit } from "@kotae/sdk/schema";
import { useModel } from "@preact/signals";
import { ArticlePickerModel } from "../../store/article-picker.ts";
import { hrefOf } from "../../store/place.ts";
import { at } from "../../store/sections.ts";
import { Icon } from "../../ui/Icon.tsx";
import { languageOf } from "../../ui/language.ts";
import { Picker } from "../../ui/Picker.tsx";
import { useDesk } from "../context.ts";
import { useKnowledge } from "./words.ts";

type Props = {
  lang: string;
  /** What is searched for before anybody types. */
  first: string;
  /** What choosing one says of it. */
  action: string;
  chosenId?: string | null | undefined;
  disabled?: boolean;
  onChoose(hit: Hit): void;
};

/** Finds an article by words and hands it over. */
export function ArticlePicker({ lang, first, action, chosenId, disabled = false, onChoose }: Props) {
  const { k } = useKnowledge();
  const desk = useDesk();
  const picker = useModel(() => new ArticlePickerModel(desk, lang, first));
  const words = k.questions;
  return (
    <Picker
      of={picker}
      label={words.find}
      loading={k.articles.loading}
      failed={k.articles.failed}
      none={words.findNone}
      keyOf={({ articleId }) => articleId}
      row={(hit) => (
        <>
          <a href={hrefOf(at("articles", hit.articleId))} lang={languageOf(hit.title, lang)}>
            {hit.title}
          </a>
          {chosenId === hit.articleId ? (
            <span class="state state-public">
              <Icon name="check" size={16} />
              {action}
            </span>
          ) : (
            <button
              type="button"
              class="button"
              aria-disabled={disabled}
              aria-label={`${action}: ${hit.title}`}
              onClick={() => onChoose(hit)}
            >
              {action}
            </button>
          )}
        </>
      )}
    />
  );
}

import { useState } from "preact/hooks";
import type { Editor } from "../../store/editor.ts";
import { hrefOf } from "../../store/place.ts";
import { at } from "../../store/sections.ts";
import { ConfirmSheet } from "../../ui/ConfirmSheet.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Kbd } from "../../ui/Kbd.tsx";
import { Popover } from "../../ui/Popover.tsx";
import { safeHref } from "../../ui/Prose.tsx";
import { useConsole, useDesk } from "../context.ts";
import { modifier } from "../modifier.ts";
import { ArticleState } from "./ArticleState.tsx";
import { useKnowledge } from "./words.ts";

type Props = {
  editor: Editor;
  isNew: boolean;
  /** The question the article is to answer, where somebody came from its review. */
  questionId: string;
  onSave(): Promise<void>;
  onCreated(id: string): void;
};

/** Where the article stands, and what can be done with it as a whole. */
export function EditorHead({ editor, isNew, questionId, onSave, onCreated }: Props) {
  const { router } = useConsole();
  const { toasts } = useDesk();
  const { k, t } = useKnowledge();
  const [isRemoving, setRemoving] = useState(false);
  const words = k.editor;
  const article = editor.article.value;
  const isDirty = editor.isDirty.value;
  const isSaving = editor.state.value === "saving";
  const status = article?.status ?? "draft";
  const title = editor.form.value.title;
  const saveWords = isSaving ? words.saving : status === "published" ? words.save : words.saveDraft;

  async function publish(): Promise<void> {
    const next = await editor.setStatus("published");
    if (next && isNew) onCreated(next.id);
  }

  async function remove(): Promise<void> {
    if (!(await editor.remove())) return;
    toasts.say(words.removed(title));
    router.go(at("articles"), { replace: true });
  }

  const url = article && safeHref(article.url);
  return (
    <header class={isDirty || isNew ? "editor-head is-dirty" : "editor-head"}>
      {questionId === "" ? (
        <a class="icon-button" href={hrefOf(at("articles"))} aria-label={k.articles.title} title={k.articles.title}>
          <Icon name="back" />
        </a>
      ) : (
        <a
          class="button editor-back"
          href={hrefOf(at("questions", questionId, { view: "all" }))}
          aria-label={words.backToQuestion}
          title={words.backToQuestion}
        >
          <Icon name="back" size={16} />
          <span class="wide-only">{words.backToQuestion}</span>
        </a>
      )}
      <div class="editor-name">
        <h1 lang={editor.form.value.lang}>{title || (isNew ? words.newTitle : words.noTitle)}</h1>
        <p class="editor-state">
          {article && <ArticleState article={article} />}
          <span class={isDirty ? "unsaved" : "quiet"} role="status">
            {isDirty ? words.unsaved : article ? words.upToDate : ""}
          </span>
        </p>
      </div>
      <div class="editor-deeds">
        <button
          type="button"
          class="button editor-save"
          aria-disabled={isSaving || (!isDirty && !isNew)}
          aria-keyshortcuts="Control+S Meta+S"
          onClick={() => void onSave()}
        >
          {saveWords}
          <Kbd>{words.saveKey(modifier)}</Kbd>
        </button>
        {(status !== "published" || isNew) && (
          <button type="button" class="button button-main" aria-disabled={isSaving} onClick={() => void publish()}>
            {isDirty && !isNew ? words.saveAndPublish : words.publish}
          </button>
        )}
        {article && (
          <Popover label={words.more} buttonClass="icon-button" side="below" button={<Icon name="dots" />}>
            {(close) => {
              const item = (label: string, deed: () => void) => (
                <button
                  type="button"
                  class="menu-item"
                  onClick={() => {
                    close();
                    deed();
                  }}
                >
                  {label}
                </button>
              );
              return (
                <div class="menu menu-small">
                  {status === "published" && article.visibility === "public" && url && (
                    <a class="menu-item" href={url} target="_blank" rel="noopener noreferrer" onClick={close}>
                      {words.view}
                      <span class="unseen"> ({t.app.newTab})</span>
                    </a>
                  )}
                  {isDirty && item(words.discard, editor.discard)}
                  {status === "published" && item(words.unpublish, () => void editor.setStatus("draft"))}
                  {status === "archived" && item(words.bringBack, () => void editor.setStatus("draft"))}
                  {status !== "archived" && item(words.archive, () => void editor.setStatus("archived"))}
                  {item(words.remove, () => setRemoving(true))}
                </div>
              );
            }}
          </Popover>
        )}
      </div>
      {isRemoving && (
        <ConfirmSheet
          title={words.removeTitle}
          text={words.removeText(title)}
          action={words.remove}
          onConfirm={remove}
          onClose={() => setRemoving(false)}
        />
      )}
    </header>
  );
}

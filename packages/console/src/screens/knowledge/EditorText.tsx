import { useEffect, useId, useRef, useState } from "preact/hooks";
import type { Editor } from "../../store/editor.ts";
import { filesMeant } from "../../store/image-marks.ts";
import { ArticleContent } from "../../ui/ArticleContent.tsx";
import { writingField } from "../../ui/writing-field.ts";
import { EditorImages } from "./EditorImages.tsx";
import { useKnowledge } from "./words.ts";

/** The title and the text as they are written. */
export function EditorText({ editor }: { editor: Editor }) {
  const { k } = useKnowledge();
  const id = useId();
  const { title, body, lang } = editor.form.value;
  const wrong = editor.wrong.value;
  const words = k.editor;
  const area = useRef<HTMLTextAreaElement>(null);
  const [isOver, setOver] = useState(false);
  const { images } = editor;
  useEffect(() => {
    if (!area.current) return;
    const field = writingField(area.current);
    images.attach(field);
    return () => {
      field.close();
      images.attach(undefined);
    };
  }, [images]);

  const carriesFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes("Files") ?? false;
  function over(event: DragEvent): void {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    setOver(true);
  }
  function drop(event: DragEvent): void {
    setOver(false);
    if (!carriesFiles(event)) return;
    // whatever it is: the browser would leave the page and open it
    event.preventDefault();
    images.add([...(event.dataTransfer?.files ?? [])]);
  }
  function paste(event: ClipboardEvent): void {
    const data = event.clipboardData;
    const files = filesMeant([...(data?.files ?? [])], data?.getData("text/plain") ?? "");
    if (files.length === 0) return;
    event.preventDefault();
    images.add(files);
  }
  return (
    <section
      class={isOver ? "editor-source is-over" : "editor-source"}
      aria-label={words.pane.write}
      onDragOver={over}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <label class="unseen" for={`${id}-title`}>
        {words.title}
      </label>
      <input
        id={`${id}-title`}
        class="editor-title"
        lang={lang}
        placeholder={words.title}
        value={title}
        maxLength={300}
        autoComplete="off"
        aria-invalid={wrong.title ? true : undefined}
        aria-describedby={wrong.title ? `${id}-wrong` : undefined}
        onInput={({ currentTarget }) => editor.put({ title: currentTarget.value })}
      />
      {wrong.title && (
        <p class="error editor-error" id={`${id}-wrong`}>
          {wrong.title}
        </p>
      )}
      {wrong.form && (
        <p class="error error-block editor-error" role="alert">
          {wrong.form}
        </p>
      )}
      <label class="unseen" for={`${id}-body`}>
        {words.body}
      </label>
      <textarea
        ref={area}
        id={`${id}-body`}
        class="editor-body"
        lang={lang}
        placeholder={words.bodyHint}
        value={body}
        maxLength={500_000}
        onInput={({ currentTarget }) => editor.put({ body: currentTarget.value })}
        onPaste={paste}
      />
      <EditorImages editor={editor} />
    </section>
  );
}

/** The text as its readers will see it. */
export function EditorPreview({ editor }: { editor: Editor }) {
  const { k } = useKnowledge();
  const { title, lang, summary } = editor.form.value;
  const nodes = editor.preview.value;
  const words = k.editor;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="editor-preview" aria-label={words.pane.preview} tabIndex={0}>
      {editor.previewFailed.value && <p class="error error-block">{words.previewFailed}</p>}
      <article class="article" lang={lang}>
        <h2 class="article-title">{title || words.noTitle}</h2>
        {summary && <p class="article-summary">{summary}</p>}
        {nodes.length === 0 ? <p class="quiet">{words.previewEmpty}</p> : <ArticleContent nodes={nodes} />}
      </article>
    </section>
  );
}

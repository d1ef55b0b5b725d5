import { useRef } from "preact/hooks";
import { type ImageUpload, isNoImage, isTooLarge, mayTryAgain } from "../../store/article-images.ts";
import type { Editor } from "../../store/editor.ts";
import { failureWords } from "../../store/failure.ts";
import { imageTypes } from "../../store/image-marks.ts";
import { Icon } from "../../ui/Icon.tsx";
import { useKnowledge } from "./words.ts";

/** Picks images for the text, and says what became of them. */
export function EditorImages({ editor: { images } }: { editor: Editor }) {
  const { k, t } = useKnowledge();
  const picker = useRef<HTMLInputElement>(null);
  const words = k.editor.image;
  const uploads = images.uploads.value;
  const going = uploads.filter(({ error }) => error === undefined);
  const why = (error: unknown) =>
    isTooLarge(error) ? words.tooLarge : isNoImage(error) ? words.noImage : failureWords(error, t);
  return (
    <div class="editor-images">
      <button type="button" class="button button-quiet" onClick={() => picker.current?.click()}>
        <Icon name="image" size={16} />
        {words.insert}
      </button>
      <input
        ref={picker}
        type="file"
        hidden
        multiple
        accept={imageTypes}
        onChange={({ currentTarget }) => {
          images.add([...(currentTarget.files ?? [])]);
          // or the same file could not be picked twice
          currentTarget.value = "";
        }}
      />
      <p class="quiet" role="status">
        {going.length > 0
          ? going.map(({ file }) => words.going(file.name)).join(" ")
          : images.placed.value === ""
            ? words.hint
            : words.placed(images.placed.value)}
      </p>
      {uploads.some(({ error }) => error !== undefined) && (
        <ul class="editor-image-failures">
          {uploads.filter(isFailed).map(({ id, file, error }) => (
            <li key={id}>
              <span class="error" role="alert">
                {words.failed(file.name, why(error))}
              </span>
              {mayTryAgain(error) && (
                <button type="button" class="button button-quiet" onClick={() => images.retry(id)}>
                  {t.app.again}
                  <span class="unseen"> {file.name}</span>
                </button>
              )}
              <button
                type="button"
                class="icon-button"
                aria-label={words.dismiss(file.name)}
                title={words.dismiss(file.name)}
                onClick={() => images.dismiss(id)}
              >
                <Icon name="close" size={16} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

const isFailed = ({ error }: ImageUpload) => error !== undefined;

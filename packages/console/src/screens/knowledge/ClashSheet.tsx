import { formOf } from "../../store/article-form.ts";
import type { Clash, Editor } from "../../store/editor.ts";
import { lineDiff } from "../../store/line-diff.ts";
import { Diff } from "../../ui/Diff.tsx";
import { Sheet } from "../../ui/Sheet.tsx";
import { useKnowledge } from "./words.ts";

const compared = ["title", "summary", "keywords", "body"] as const;

/** Somebody saved the article meanwhile: who, how the texts differ, and which of them shall stand. */
export function ClashSheet({ editor, clash }: { editor: Editor; clash: Clash }) {
  const { k } = useKnowledge();
  const words = k.editor;
  const theirs = formOf(clash.theirs);
  const mine = editor.form.value;
  const close = () => {
    editor.clash.value = undefined;
  };
  const different = compared.filter((field) => theirs[field] !== mine[field]);
  return (
    <Sheet title={words.clashTitle(clash.by ?? words.someone)} onClose={close} wide>
      <p class="sheet-text">{words.clashText}</p>
      <div class="clash">
        {different.length === 0 && <p class="quiet">{k.history.noDifference}</p>}
        {different.map((field) => (
          <section key={field} class="difference">
            <h3>{k.history.fields[field]}</h3>
            <Diff runs={lineDiff(theirs[field], mine[field])} lang={mine.lang} words={k.history} />
          </section>
        ))}
      </div>
      <div class="form-actions">
        <button type="button" class="button" onClick={close}>
          {words.clashLater}
        </button>
        <button type="button" class="button" onClick={() => editor.settle("theirs")}>
          {words.clashTheirs}
        </button>
        <button type="button" class="button button-main" onClick={() => editor.settle("mine")}>
          {words.clashMine}
        </button>
      </div>
    </Sheet>
  );
}

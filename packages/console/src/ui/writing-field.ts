import type { WritingField } from "../store/article-images.ts";
import { endOfImage } from "../store/image-marks.ts";

/**
 * Writes into a text area as its writer would: undo takes it back, the caret stays where it was, and a word that is
 * still being composed is waited for.
 */
export function writingField(area: HTMLTextAreaElement): WritingField & { close(): void } {
  const page = area.ownerDocument;
  const closing = new AbortController();
  const { signal } = closing;
  let isComposing = false;
  let waiting: (() => void)[] = [];
  /** Where an insertion left the caret. */
  let left = -1;

  const begin = () => {
    isComposing = true;
  };
  area.addEventListener("compositionstart", begin, { signal });
  area.addEventListener(
    "compositionend",
    () => {
      isComposing = false;
      // the browser itself is not done with the word until this event is over
      setTimeout(() => {
        if (isComposing) return;
        const due = waiting;
        waiting = [];
        for (const run of due) run();
      });
    },
    { signal },
  );

  function write(from: number, to: number, text: string): void {
    const isHere = page.activeElement === area;
    if (isHere) area.setSelectionRange(from, to);
    // nothing else a page can do to a field is known to the browser's undo
    if (isHere && page.execCommand?.(text === "" ? "delete" : "insertText", false, text)) return;
    area.setRangeText(text, from, to, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function replaceNow(mark: string, text: string, caret: number | undefined): boolean {
    const from = area.value.indexOf(mark);
    if (from === -1) return false;
    const { selectionStart, selectionEnd, scrollTop } = area;
    const to = from + mark.length;
    const after = (at: number) => (at <= from ? at : at >= to ? at + text.length - mark.length : from + text.length);
    const isLeft = selectionStart === selectionEnd && selectionStart === left;
    left = after(left);
    write(from, to, text);
    if (isLeft && caret !== undefined) area.setSelectionRange(from + caret, from + caret);
    else area.setSelectionRange(after(selectionStart), after(selectionEnd));
    area.scrollTop = scrollTop;
    return true;
  }

  return {
    insert(text) {
      area.focus();
      const { selectionStart, selectionEnd } = area;
      const end = selectionStart === selectionEnd ? endOfImage(area.value, selectionStart) : undefined;
      const given = end === undefined ? text : `\n\n${text}`;
      write(end ?? selectionStart, end ?? selectionEnd, given);
      left = (end ?? selectionStart) + given.length;
      area.setSelectionRange(left, left);
    },
    seek(mark) {
      area.focus();
      const at = area.value.indexOf(mark);
      if (at === -1) return false;
      left = at + mark.length;
      area.setSelectionRange(left, left);
      return true;
    },
    replace: (mark, text, caret) =>
      new Promise((resolve) => {
        const run = () => resolve(replaceNow(mark, text, caret));
        if (isComposing) waiting.push(run);
        else run();
      }),
    close() {
      closing.abort();
      // what waits for a word that nobody ends any more
      for (const run of waiting) run();
    },
  };
}

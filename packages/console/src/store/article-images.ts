import { type Client, KotaeError } from "@kotae/sdk";
import { computed, signal } from "@preact/signals";
import { isAborted } from "./failure.ts";
import { altAt, imageBytes, imageMarkdown, markFor } from "./image-marks.ts";

/** An image on its way into the text, or one that did not arrive. */
export type ImageUpload = { id: number; file: File; mark: string; error: unknown };

/** The field the article is written in. */
export type WritingField = {
  /** Puts a text where the caret is, or after the image whose description that is in. */
  insert(text: string): void;
  /** Goes to the end of a text, where it is still there, and says so. */
  seek(mark: string): boolean;
  /**
   * Puts a text in another's place, and the caret so far into it where nobody moved it since the insertion; says whether
   * the other was still there.
   */
  replace(mark: string, text: string, caret?: number): Promise<boolean>;
};

type Sheet = { client: Pick<Client, "uploadImage">; text(): string; words(): (name: string) => string };

/** The images somebody is adding to an article: each has a mark in the text until it has arrived. */
export function openArticleImages({ client, text, words }: Sheet) {
  const uploads = signal<readonly ImageUpload[]>([]);
  const placed = signal("");
  const running = new Map<number, Promise<void>>();
  const closing = new AbortController();
  let field: WritingField | undefined;
  let ids = 0;

  const drop = (id: number) => {
    uploads.value = uploads.peek().filter((one) => one.id !== id);
  };
  const change = (id: number, error: unknown) => {
    uploads.value = uploads.peek().map((one) => (one.id === id ? { ...one, error } : one));
  };
  const replace = async (mark: string, by: string, caret?: number) => (await field?.replace(mark, by, caret)) ?? false;

  async function bring({ id, file, mark }: ImageUpload, takesCaret: boolean): Promise<void> {
    try {
      const { url } = await client.uploadImage(file, { signal: closing.signal });
      // who took the mark away does not want the image any more
      if (await replace(mark, imageMarkdown(url), takesCaret ? altAt : undefined)) placed.value = file.name;
      drop(id);
    } catch (error) {
      if (isAborted(error)) return;
      change(id, error);
      if (!mayTryAgain(error)) await replace(mark, "");
    }
  }

  function start(upload: ImageUpload, takesCaret: boolean): void {
    const done = bring(upload, takesCaret).finally(() => running.delete(upload.id));
    running.set(upload.id, done);
  }

  return {
    uploads,
    /** The name of the image that came last, while nothing else was added. */
    placed,
    isBusy: computed(() => uploads.value.some(({ error }) => error === undefined)),
    /** Takes the field as the place to write to, or none. */
    attach(next: WritingField | undefined): void {
      field = next;
    },
    /** Puts the images where the caret is, and brings them to the server side by side. */
    add(files: readonly File[]): void {
      placed.value = "";
      const marks: string[] = [];
      const added = files.map((file): ImageUpload => {
        const error = wrongWith(file);
        const mark = markFor(file.name, words(), text() + marks.join(""));
        if (error === undefined) marks.push(mark);
        return { id: ++ids, file, mark, error };
      });
      uploads.value = [...uploads.peek(), ...added];
      if (marks.length > 0) field?.insert(marks.join("\n\n"));
      const going = added.filter(({ error }) => error === undefined);
      for (const one of going) start(one, one === going[0]);
    },
    /** Tries one again that did not arrive; where its mark has gone from the text, at the caret. */
    retry(id: number): void {
      const found = uploads.peek().find((one) => one.id === id);
      if (!found || found.error === undefined) return;
      change(id, undefined);
      // the button that was pressed is gone in a moment
      if (!field?.seek(found.mark)) field?.insert(found.mark);
      start({ ...found, error: undefined }, true);
    },
    /** Gives one up, with its mark. */
    dismiss(id: number): void {
      const found = uploads.peek().find((one) => one.id === id);
      if (!found) return;
      drop(id);
      field?.seek(found.mark);
      void replace(found.mark, "");
    },
    /** Resolves once none is on its way. */
    async settled(): Promise<void> {
      while (running.size > 0) await Promise.all(running.values());
    },
    /** Calls off what is on its way. */
    close: () => closing.abort(),
  };
}

export type ArticleImages = ReturnType<typeof openArticleImages>;

/** Whether the same image may be taken at another time. */
export const mayTryAgain = (error: unknown): boolean => !isTooLarge(error) && !isNoImage(error);
/** Whether the image itself is larger than any may be. */
export const isTooLarge = (error: unknown): boolean => KotaeError.is(error) && error.code === "payload_too_large";
/** Whether it is nothing that can be shown. */
export const isNoImage = (error: unknown): boolean => KotaeError.is(error) && error.code === "unsupported_media_type";

/** What the server would say of a file, before it is sent there; its bytes are for the server to judge. */
function wrongWith(file: File): KotaeError | undefined {
  if (!file.type.startsWith("image/")) return new KotaeError("unsupported_media_type", "This is no image.");
  return file.size > imageBytes ? new KotaeError("payload_too_large", "This is too large.") : undefined;
}

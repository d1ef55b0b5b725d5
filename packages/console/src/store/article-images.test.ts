import { KotaeError } from "@kotae/sdk";
import { describe, expect, it, vi } from "vitest";
import { aDesk, anArticle, settled } from "../fakes.ts";
import type { WritingField } from "./article-images.ts";
import { EditorModel } from "./editor.ts";

const png = (name: string, size = 3) => new File([new Uint8Array(size)], name, { type: "image/png" });
const markOf = (name: string) => `![](… uploading ${name} …)`;

/** An editor with a field whose caret is always at the end, and a server that answers an upload when it is told to. */
async function open(
  answers: Parameters<typeof aDesk>[0] = {},
  start: ConstructorParameters<typeof EditorModel>[1] = { id: "a1" },
) {
  const asked: { name: string; answer(url: string): void; refuse(error: unknown): void; signal: AbortSignal }[] = [];
  const bench = aDesk({
    previewArticle: async () => ({ content: [] }),
    getArticle: async () => anArticle(),
    uploadImage: (image, options) =>
      new Promise((resolve, reject) => {
        asked.push({
          name: (image as File).name,
          answer: (url) => resolve({ url }),
          refuse: reject,
          signal: options?.signal as AbortSignal,
        });
      }),
    ...answers,
  });
  const editor = new EditorModel(bench.desk, start);
  await settled();
  const body = () => editor.form.value.body;
  const field: WritingField = {
    insert: (text) => editor.put({ body: body() + text }),
    seek: (mark) => body().includes(mark),
    replace: async (mark, text) => {
      const was = body();
      editor.put({ body: was.replace(mark, text) });
      return was.includes(mark);
    },
  };
  editor.images.attach(field);
  editor.put({ body: "Text " });
  return { ...bench, editor, images: editor.images, asked, body };
}
const network = () => new KotaeError("network", "No.");

describe("images on their way into an article", () => {
  it("stand in the text as marks, side by side, until each has arrived", async () => {
    const { images, asked, body } = await open();
    images.add([png("a.png"), png("a.png")]);
    expect(body()).toBe(`Text ${markOf("a.png")}\n\n${markOf("a.png 2")}`);
    expect(images.isBusy.value).toBe(true);
    asked[1]?.answer("/b");
    await settled();
    expect(body()).toBe(`Text ${markOf("a.png")}\n\n![](/b)`);
    asked[0]?.answer("/a");
    await settled();
    expect(body()).toBe("Text ![](/a)\n\n![](/b)");
    expect([images.isBusy.value, images.placed.value, images.uploads.value]).toEqual([false, "a.png", []]);
  });

  it("are not sent where they cannot be shown", async () => {
    const { images, asked, body } = await open();
    images.add([new File(["%PDF"], "a.pdf", { type: "application/pdf" }), png("large.png", 5_000_001), png("ok.png")]);
    expect(body()).toBe(`Text ${markOf("ok.png")}`);
    expect(asked.map(({ name }) => name)).toEqual(["ok.png"]);
    expect(images.uploads.value.map(({ error }) => (error as KotaeError | undefined)?.code)).toEqual([
      "unsupported_media_type",
      "payload_too_large",
      undefined,
    ]);
  });

  it("go in after a second try, in the same place, or at the caret where that has gone", async () => {
    const { images, asked, body, editor } = await open();
    images.add([png("a.png")]);
    asked[0]?.refuse(network());
    await settled();
    expect(body()).toBe(`Text ${markOf("a.png")}`);
    expect(images.isBusy.value).toBe(false);
    const id = images.uploads.value[0]?.id ?? 0;
    editor.put({ body: `${body()} after` });
    images.retry(id);
    asked[1]?.refuse(network());
    await settled();
    editor.put({ body: "Other " });
    images.retry(id);
    expect(body()).toBe(`Other ${markOf("a.png")}`);
    asked[2]?.answer("/a");
    await settled();
    expect(body()).toBe("Other ![](/a)");
  });

  it("leave the text with their mark where the server refuses them, or the writer gives them up", async () => {
    const { images, asked, body } = await open();
    images.add([png("a.png"), png("b.png")]);
    asked[0]?.refuse(new KotaeError("unsupported_media_type", "No."));
    asked[1]?.refuse(network());
    await settled();
    expect(body()).toBe(`Text \n\n${markOf("b.png")}`);
    expect(images.uploads.value).toHaveLength(2);
    for (const { id } of images.uploads.value) images.dismiss(id);
    await settled();
    expect(body()).toBe("Text \n\n");
    expect(images.uploads.value).toEqual([]);
  });

  it("do not come where the writer took the mark away", async () => {
    const { images, asked, body, editor } = await open();
    images.add([png("a.png")]);
    editor.put({ body: "Nothing" });
    asked[0]?.answer("/a");
    await settled();
    expect([body(), images.placed.value, images.uploads.value]).toEqual(["Nothing", "", []]);
  });

  it("are waited for by a save, once, and one that failed is not saved as a mark", async () => {
    const updateArticle = vi.fn(async () => anArticle({ body: "Text ![](/a)\n\n", version: 4 }));
    const { images, asked, editor, body } = await open({ updateArticle });
    images.add([png("a.png"), png("b.png")]);
    const saving = editor.save();
    expect(await editor.save()).toBeUndefined();
    expect(editor.state.value).toBe("saving");
    expect(updateArticle).not.toHaveBeenCalled();
    asked[0]?.answer("/a");
    asked[1]?.refuse(network());
    await saving;
    expect(updateArticle).toHaveBeenCalledExactlyOnceWith({ id: "a1", body: "Text ![](/a)\n\n", ifVersion: 3 });
    expect([body(), editor.isDirty.value]).toEqual(["Text ![](/a)\n\n", false]);
    images.retry(images.uploads.value[0]?.id ?? 0);
    asked[2]?.answer("/b");
    await settled();
    expect(body()).toBe("Text ![](/a)\n\n![](/b)");
  });

  it("are called off with the editor, and no mark comes back after a reload", async () => {
    const { images, asked, editor, storage, clock } = await open();
    images.add([png("a.png")]);
    clock.turn(400);
    editor[Symbol.dispose]();
    expect(asked[0]?.signal.aborted).toBe(true);
    const kept = storage.getItem("kotae.article.aiko.a1");
    expect(kept).toContain("Text ");
    expect(kept).not.toContain("uploading");
  });
});

// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { writingField } from "./writing-field.ts";

const mark = "![](… uploading a.png …)";
const image = "![](/a.png)";

describe("a field that is written into", () => {
  let area: HTMLTextAreaElement;
  let field: ReturnType<typeof writingField>;
  const heard = vi.fn();
  beforeEach(() => {
    heard.mockClear();
    area = document.createElement("textarea");
    area.addEventListener("input", () => heard(area.value));
    document.body.append(area);
    field = writingField(area);
  });
  afterEach(() => {
    field.close();
    area.remove();
    vi.unstubAllGlobals();
  });
  const write = (text: string) => {
    // the caret stands where the text has a bar
    const caret = text.indexOf("|");
    area.value = text.replace("|", "");
    area.setSelectionRange(caret, caret);
  };
  const read = () => `${area.value.slice(0, area.selectionStart)}|${area.value.slice(area.selectionStart)}`;

  it("takes a text where the caret is, and says so to whoever listens", () => {
    write("One | two");
    field.insert(mark);
    expect(read()).toBe(`One ${mark}| two`);
    expect(document.activeElement).toBe(area);
    expect(heard).toHaveBeenLastCalledWith(`One ${mark} two`);
  });

  it("takes the next image after the one whose description the caret is in", () => {
    write(`One ${image.replace("]", "|]")} two`);
    field.insert(mark);
    expect(read()).toBe(`One ${image}\n\n${mark}| two`);
  });

  it("puts the caret into what comes in the other's place, where nobody moved it", async () => {
    write("One | two");
    field.insert(mark);
    expect(await field.replace(mark, image, 2)).toBe(true);
    expect(read()).toBe("One ![|](/a.png) two");
    expect(heard).toHaveBeenLastCalledWith("One ![](/a.png) two");
  });

  it("leaves the caret with the words that are being written", async () => {
    write("One | two");
    field.insert(mark);
    write(`One ${mark} two and three|`);
    await field.replace(mark, image, 2);
    expect(read()).toBe("One ![](/a.png) two and three|");
    write(`On|e ${mark}`);
    await field.replace(mark, image, 2);
    expect(read()).toBe("On|e ![](/a.png)");
    write(`![](… up|loading a.png …)`);
    await field.replace(mark, image, 2);
    expect(read()).toBe("![](/a.png)|");
  });

  it("keeps the caret in the first image's description while the second arrives", async () => {
    const other = mark.replace("a.png", "b.png");
    write("|");
    field.insert(`${mark}\n\n${other}`);
    await field.replace(mark, image, 2);
    await field.replace(other, "![](/b.png)");
    expect(read()).toBe("![|](/a.png)\n\n![](/b.png)");
  });

  it("goes back to a mark, so that the caret is put into what comes there", async () => {
    write(`One ${mark} two|`);
    expect(field.seek(mark)).toBe(true);
    expect(read()).toBe(`One ${mark}| two`);
    expect(document.activeElement).toBe(area);
    await field.replace(mark, image, 2);
    expect(read()).toBe("One ![|](/a.png) two");
    expect(field.seek(mark)).toBe(false);
  });

  it("changes nothing where the mark has gone", async () => {
    write("One|");
    expect(await field.replace(mark, image, 2)).toBe(false);
    expect(read()).toBe("One|");
    expect(heard).not.toHaveBeenCalled();
  });

  it("waits for a word that is being composed", async () => {
    write(`${mark} |`);
    area.dispatchEvent(new Event("compositionstart"));
    const done = field.replace(mark, image);
    area.setRangeText("画", area.value.length, area.value.length, "end");
    expect(area.value).toBe(`${mark} 画`);
    area.dispatchEvent(new Event("compositionend"));
    expect(await done).toBe(true);
    expect(read()).toBe("![](/a.png) 画|");
  });

  it("does not keep anybody waiting once it is gone", async () => {
    write(`${mark}|`);
    area.dispatchEvent(new Event("compositionstart"));
    const done = field.replace(mark, image);
    field.close();
    expect(await done).toBe(true);
  });
});

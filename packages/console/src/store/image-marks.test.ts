import { describe, expect, it } from "vitest";
import { knowledgeWords } from "../strings/knowledge.ts";
import { altAt, endOfImage, filesMeant, imageMarkdown, markFor, withoutMarks } from "./image-marks.ts";

describe.each(["en", "ja"] as const)("the mark of an image on its way, in %s", (language) => {
  const words = knowledgeWords[language].editor.image.mark;

  it("goes from a text without a trace, and nothing else goes", () => {
    for (const name of ["image.png", "a (1) [x].png", "…)….png", "見本 1.png", ""]) {
      const mark = markFor(name, words, "");
      const text = `One ![](/help/files/a.png) … two ![](…) ![](…a…) ${mark}three`;
      expect(withoutMarks(text)).toBe(text.replace(mark, ""));
    }
  });

  it("is another one for each image of the same name", () => {
    const first = markFor("image.png", words, "");
    const second = markFor("image.png", words, `Text ${first}`);
    expect(second).not.toBe(first);
    expect(withoutMarks(first + second)).toBe("");
  });
});

it("leaves room for the description between the brackets", () => {
  const markdown = imageMarkdown("/a.png");
  expect(`${markdown.slice(0, altAt)}A form${markdown.slice(altAt)}`).toBe("![A form](/a.png)");
});

it("knows a place in an image's description, and where that image ends", () => {
  const text = "a ![](/1.png) ![two](/2.png) [x](y)";
  const inside = (at: number) => {
    const end = endOfImage(text, at);
    return end === undefined ? undefined : text.slice(0, end);
  };
  expect(inside(text.indexOf("](/1"))).toBe("a ![](/1.png)");
  expect(inside(text.indexOf("two"))).toBe("a ![](/1.png) ![two](/2.png)");
  expect(inside(text.indexOf("](/2"))).toBe("a ![](/1.png) ![two](/2.png)");
  for (const at of [0, 2, 3, text.indexOf("/1"), text.indexOf("x]"), text.length]) expect(inside(at)).toBeUndefined();
});

it("tells an image from the picture of copied words", () => {
  const image = new File(["x"], "image.png", { type: "image/png" });
  const other = new File(["y"], "form.png", { type: "image/png" });
  expect(filesMeant([image], "")).toEqual([image]);
  expect(filesMeant([image, other], "image.png\rform.png")).toEqual([image, other]);
  expect(filesMeant([image], "Name\tPrice")).toEqual([]);
  expect(filesMeant([], "words")).toEqual([]);
});

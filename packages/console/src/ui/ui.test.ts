// @vitest-environment happy-dom
import { expect, it } from "vitest";
import { initialsOf } from "./Avatar.tsx";
import { languageOf } from "./language.ts";
import { codeParts, linkParts, safeHref } from "./Prose.tsx";

it("makes links of web addresses alone, without the sentence's punctuation", () => {
  const hrefs = (text: string) => linkParts(text).flatMap(({ href }) => href ?? []);
  expect(hrefs("See https://a.example/x?y=1, or (https://b.example/z).")).toEqual([
    "https://a.example/x?y=1",
    "https://b.example/z",
  ]);
  expect(hrefs("詳しくは https://a.example/ja。ありがとうございます")).toEqual(["https://a.example/ja"]);
  expect(hrefs("javascript:alert(1) data:text/html,x")).toEqual([]);
  const text = "a https://a.example b https://b.example";
  expect(
    linkParts(text)
      .map((part) => part.text)
      .join(""),
  ).toBe(text);
});

it("sets code apart, and loses none of the words around it", () => {
  expect(codeParts("Run this:\n\n```sh\nnpm start\n\nnpm test\n```\n\nDone. [1]")).toEqual([
    { text: "Run this:", isCode: false },
    { text: "npm start\n\nnpm test", isCode: true },
    { text: "Done. [1]", isCode: false },
  ]);
  const open = "A fence ``` in words, and\n```\none that never ends";
  expect(codeParts(open)).toEqual([{ text: open, isCode: false }]);
});

it("follows no address that is not a web page", () => {
  expect(safeHref("javascript:alert(1)")).toBeUndefined();
  expect(safeHref("https://a.example/")).toBe("https://a.example/");
});

it("knows names by their initials, Japanese ones by the first character", () => {
  expect(initialsOf("Kenji Sato")).toBe("KS");
  expect(initialsOf("山田 花子")).toBe("山");
  expect(initialsOf("  ")).toBe("");
});

it("hears the language of a text", () => {
  expect(languageOf("ありがとう", "en")).toBe("ja");
  expect(languageOf("領収書", "en")).toBe("ja");
  expect(languageOf("領収書", "zh-TW")).toBe("zh-TW");
  expect(languageOf("Thank you", "ja")).toBe("en");
  expect(languageOf("Danke", "de")).toBe("de");
});

import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { extract, type Source } from "./extract.ts";

const source = (text: string, more: Partial<Source> = {}): Source => ({
  title: "Title",
  heading: "",
  text,
  score: 1,
  ...more,
});

describe("an extract", () => {
  it("begins where the question is answered", () => {
    const text = "Parcels are brown. They are made of paper. A refund takes five days. You get a mail then.";
    expect(extract("how long does a refund take", [source(text)])).toEqual({
      text: "A refund takes five days. You get a mail then. [1]",
      used: [1],
    });
  });

  it("begins at the top of a section whose heading is the question", () => {
    const text = "Open the order. Then press the button to cancel an order.";
    expect(extract("cancel an order", [source(text, { heading: "Cancel an order" })]).text).toBe(`${text} [1]`);
  });

  it("keeps steps together with the line before them", () => {
    const text = "Some words first.\n\nTo reset the password:\n\n1. Open the page.\n2. Press reset.\n3. Read the mail.";
    expect(extract("press reset", [source(text)]).text).toBe(
      "To reset the password:\n\n1. Open the page.\n2. Press reset.\n3. Read the mail. [1]",
    );
  });

  it("shows the first steps of a list that is too long, and that there are more", () => {
    const steps = Array.from({ length: 40 }, (_, n) => `${n + 1}. Do the thing called number ${n + 1}.`).join("\n");
    const { text } = extract("do the thing", [source(`Do the thing:\n\n${steps}`)]);
    expect(text).toContain("Do the thing:\n\n1. Do the thing called number 1.");
    expect(text).toMatch(/\n… \[1\]$/);
    expect(text.length).toBeLessThanOrEqual(600);
  });

  it("reads Japanese sentences, and sets no space before the number", () => {
    const text = "ごみの出し方は地域ごとに違います。燃えるごみは月曜日に収集します。朝八時までに出してください。";
    expect(extract("燃えるごみの収集日", [source(text)])).toEqual({
      text: "燃えるごみは月曜日に収集します。朝八時までに出してください。[1]",
      used: [1],
    });
  });

  it("adds a second source only where it is nearly as good, and never the same words twice", () => {
    const one = source("A refund takes five days.");
    const two = source("For gift cards a refund takes two days.", { score: 0.95 });
    expect(extract("how long does a refund take", [one, two]).text).toBe(
      "A refund takes five days. [1]\n\nFor gift cards a refund takes two days. [2]",
    );
    expect(extract("refund", [one, { ...two, score: 0.5 }]).used).toEqual([1]);
    expect(extract("refund", [one, { ...one }]).used).toEqual([1]);
  });

  it("quotes a program whole, with its empty lines, and sets the number below it", () => {
    const program = "```\nnpm install\n\n# then start it\nnpm start\n```";
    const text = `Install it like this:\n\n${program}\n\nThen open the page.`;
    expect(extract("how to install it", [source(text)]).text).toBe(`${text} [1]`);
    expect(extract("how to install it", [source(`Install it like this:\n\n${program}`)]).text).toBe(
      `Install it like this:\n\n${program}\n[1]`,
    );
    const long = `\`\`\`\n${"do something\n".repeat(200)}\`\`\``;
    expect(extract("how to install it", [source(`Install it like this:\n\n${long}`)]).text).toBe(
      "Install it like this: [1]",
    );
  });

  it("quotes nothing but its sources, in at most some 600 characters, whatever they hold", () => {
    const piece = fc.constantFrom(
      "A refund takes days. ",
      "返金は五日です。",
      "\n\n",
      "\n- item one\n- item two\n\n",
      "1. x\n2. y\n",
      "word ",
      "a".repeat(700),
      "長".repeat(700),
      "👍",
    );
    const text = fc.array(piece, { maxLength: 30 }).map((all) => all.join("").trim());
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), fc.array(text, { maxLength: 3 }), (question, texts) => {
        const result = extract(
          question,
          texts.map((one) => source(one)),
        );
        expect(result.text.length).toBeLessThanOrEqual(640);
        expect(result.text.isWellFormed()).toBe(true);
        for (const n of result.used) expect(result.text).toContain(`[${n}]`);
        if (texts.every((one) => one === "")) expect(result).toEqual({ text: "", used: [] });
        const all = texts.join("").replace(/\s/g, "");
        // sentences that an earlier source said already are left out between others, so each one is looked for by itself
        for (const piece of result.text.replace(/\s?\[\d\]|\s?…/g, "").split(/\n|(?<=[.。])/)) {
          expect(all).toContain(piece.replace(/\s/g, ""));
        }
      }),
    );
  });
});

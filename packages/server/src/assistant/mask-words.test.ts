import { buildIndex, search } from "@kotae/sdk/search";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as fake from "../../../../tests/support/fake-model.ts";
import { assistantDefaults } from "../settings/index.ts";
import { createAssistant } from "./assistant.ts";
import { createMasker } from "./mask.ts";

const masker = createMasker();
masker.mask(
  "aiko@example.com, mei@example.com, 090-1234-5678, 東京都渋谷区神宮前1-2-3, 4111111111111111, password: hunter2",
);

describe("what a visitor reads in the place of something hidden", () => {
  it.each([
    ["en", "We write to ⟦email 1⟧ [1].", "We write to the email address you gave [1]."],
    ["en", "⟦phone 1⟧ rings twice [1].", "The phone number you gave rings twice [1]."],
    ["en", "1. ⟦address 1⟧ gets a parcel [1].", "1. The address you gave gets a parcel [1]."],
    [
      "en",
      "We mail your email address (⟦email 1⟧) and ⟦phone 1⟧ [1].",
      "We mail your email address and the phone number you gave [1].",
    ],
    ["en", "The money goes back to card ⟦card 1⟧ [1].", "The money goes back to card [1]."],
    ["ja", "⟦email 1⟧にお送りします [1]。", "お書きになったメールアドレスにお送りします [1]。"],
    ["ja", "ご登録のメールアドレス（⟦email 1⟧）にお送りします [1]。", "ご登録のメールアドレスにお送りします [1]。"],
    ["ja", "荷物は⟦address 1⟧に届きます [1]。", "荷物はお書きになったご住所に届きます [1]。"],
    ["en", "A refund takes five days [1].", "A refund takes five days [1]."],
  ] as const)("is what it is: %s: %s", (lang, sentence, readable) => {
    expect(masker.reword(sentence, lang)).toBe(readable);
  });

  it.each([
    ["en", "Your email address is ⟦email 1⟧ [1]."],
    ["en", "You wrote: ⟦email 1⟧ [1]."],
    ["en", "Use ⟦email 1⟧ instead of ⟦email 2⟧ [1]."],
    ["en", "Your password ⟦secret 1⟧ is too short [1]."],
    ["en", "We write to ⟦email 9⟧ [1]."],
    ["ja", "メールアドレスは⟦email 1⟧です [1]。"],
  ] as const)("is nothing where it would tell nothing: %s: %s", (lang, sentence) => {
    expect(masker.reword(sentence, lang)).toBeUndefined();
  });
});

describe("an answer written by a model", () => {
  let model: fake.FakeModel;
  beforeAll(async () => {
    model = await fake.startFakeModel();
  });
  afterAll(() => model.close());

  it.each([
    {
      lang: "en",
      question: "When does aiko@example.com get the mail?",
      text: "The mail comes after five days.",
      says: "The mail comes to ⟦email 1⟧ after five days [1]. The mail says ⟦email 1⟧ after five days [1].",
      answer: "The mail comes to the email address you gave after five days [1].",
    },
    {
      lang: "ja",
      question: "aiko@example.com への返金メールはいつですか",
      text: "返金のメールは5日後に届きます。",
      says: "返金のメールは5日後に⟦email 1⟧に届きます [1]。返金のメールは⟦email 1⟧です [1]。",
      answer: "返金のメールは5日後にお書きになったメールアドレスに届きます [1]。",
    },
  ])("is read by its visitor without what was hidden, in $lang", async ({ lang, question, text, says, answer }) => {
    model.behave(fake.says(says));
    const index = buildIndex(
      [{ id: "a", title: "", url: "/a", summary: "", keywords: [], sections: [{ heading: "", text }] }],
      lang,
    );
    const assistant = createAssistant({
      searcher: {
        search: async ({ q }) =>
          search(index, q).map(({ passage, ...hit }) => ({
            ...hit,
            excerpt: "",
            heading: "",
            lang,
            text: passage.text,
          })),
      },
      model: { apiKey: "key", baseUrl: model.url, name: "fake" },
    });
    const settings = { ...assistantDefaults, generate: true };
    const found = await assistant.answer({ question, lang, threshold: 0, settings });
    expect(found).toMatchObject({ generated: true, answer });
    expect(JSON.stringify(model.heard.at(-1)?.body)).not.toContain("aiko");
  });
});

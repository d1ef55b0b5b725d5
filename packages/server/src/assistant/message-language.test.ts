import { describe, expect, it } from "vitest";
import { languageOf } from "./message-language.ts";

describe("the language of a message", () => {
  it.each([
    // clearly English, whatever the page is in
    ["How long does a refund take?", "ja", "en"],
    ["Where is my parcel?", "ja", "en"],
    ["I can’t log in", "ja", "en"],
    ["refund time gift cards delivery", "ja", "en"],
    // clearly Japanese
    ["返金にかかる日数を教えてください", "en", "ja"],
    ["KOTAE_MODEL の設定方法を教えてください", "en", "ja"],
    ["ログインできない", "en", "ja"],
    // short: a name, or a word everybody uses
    ["refund", "ja", "ja"],
    ["warehouse robots", "ja", "ja"],
    ["iPhone Pro Max", "ja", "ja"],
    ["返金", "en", "en"],
    ["A-1042", "ja", "ja"],
    ["", "ja", "ja"],
    // mixed: an English question about Japanese words, and the other way round
    ["How do I write 「です」 in the greeting of the widget?", "en", "en"],
    ["How do I write 「です」 in the greeting of the widget?", "ja", "ja"],
    ["What does 返金 mean in my mail", "ja", "ja"],
    ["Why do you show https://example.test/a", "ja", "en"],
    // languages it does not speak
    ["Où est mon colis", "ja", "ja"],
    ["¿Cuándo llega mi paquete a la tienda?", "ja", "en"],
  ] as const)("%s on a page in %s: %s", (message, page, expected) => {
    expect(languageOf(message, page)).toBe(expected);
  });

  it("is the page's where the page is in another one: English unless Japanese", () => {
    expect(languageOf("refund", "ja-JP")).toBe("ja");
    expect(languageOf("refund", "fr")).toBe("en");
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Language, languages } from "./index.ts";
import { tellLanguage } from "./language.ts";

const sentences: Record<Language, string[]> = {
  en: [
    "I cannot log in to my account since yesterday",
    "Where is my order?",
    "refund please",
    "Password reset link not working",
  ],
  ja: ["昨日からログインできません", "注文はいつ届きますか", "請求書の再発行", "領収書発行希望"],
  de: [
    "Ich kann mich seit gestern nicht anmelden",
    "Wo ist meine Bestellung?",
    "Rechnung erneut senden",
    "Die App stürzt beim Öffnen ab",
  ],
  fr: [
    "Je ne peux plus me connecter depuis hier",
    "Où est ma commande ?",
    "L'application plante quand j'ouvre les paramètres",
  ],
  es: [
    "No puedo iniciar sesión desde ayer",
    "¿Dónde está mi pedido?",
    "Quiero un reembolso",
    "He olvidado mi contraseña",
  ],
  pt: [
    "Não consigo entrar na minha conta desde ontem",
    "Onde está o meu pedido?",
    "Quero um reembolso",
    "Esqueci minha senha",
  ],
  it: ["Non riesco ad accedere da ieri", "Dov'è il mio ordine?", "Vorrei un rimborso", "Ho dimenticato la password"],
  zh: ["我从昨天开始无法登录", "我的订单在哪里？", "請問如何取消訂單", "发票重新开具"],
  ko: ["어제부터 로그인이 안 됩니다", "주문이 어디에 있나요?"],
  ar: ["لا أستطيع تسجيل الدخول منذ أمس", "أين طلبي؟"],
  he: ["אני לא מצליח להתחבר מאתמול", "איפה ההזמנה שלי?"],
  nl: [
    "Ik kan sinds gisteren niet inloggen",
    "Waar is mijn bestelling?",
    "Ik wil graag mijn geld terug",
    "Wachtwoord vergeten",
  ],
  ru: ["Не могу войти в аккаунт со вчерашнего дня", "Где мой заказ?"],
};

describe("the language of a text", () => {
  it.each(languages.map((language) => [language]))("is told from one sentence: %s", (language) => {
    for (const text of sentences[language]) {
      const told = tellLanguage(text);
      expect([text, told.value]).toEqual([text, language]);
      expect(told.confidence).toBeGreaterThanOrEqual(0.5);
    }
  });

  it("is surer of a longer text", () => {
    const confidence = (text: string) => tellLanguage(text).confidence;
    expect(confidence("I cannot log in to my account, and the reset does not help")).toBeGreaterThan(
      confidence("refund please"),
    );
    expect(tellLanguage("ok").confidence).toBeLessThan(0.5);
  });

  it("is that of the person, not of what they quote or paste", () => {
    expect(tellLanguage("Chromeで connection refused と出て画面が開きません").value).toBe("ja");
    expect(
      tellLanguage("Seite https://example.com/about-the-team-and-you öffnet nicht, foo@the-is.com, /usr/local/the")
        .value,
    ).toBe("de");
  });

  it("takes a hint where characters belong to two languages, and never against the words", () => {
    expect(tellLanguage("申請", "ja-JP").value).toBe("ja");
    expect(tellLanguage("申請", "zh-TW").value).toBe("zh");
    expect(tellLanguage("Wo ist meine Bestellung?", "en-US").value).toBe("de");
    expect(tellLanguage("昨日からログインできません", "zh").value).toBe("ja");
  });

  it("is not known where there are no words, and hardly where the language is not on the list", () => {
    for (const text of ["", "123 456", "https://example.com", "🙂🙂", "AB-1234"])
      expect(tellLanguage(text)).toMatchObject({ value: undefined, confidence: 0 });
    for (const text of ["Jag kan inte logga in", "Привіт, не можу увійти", "نمی‌توانم وارد شوم چرا"]) {
      expect([text, tellLanguage(text).confidence < 0.5]).toEqual([text, true]);
    }
  });

  it("says which words told it", () => {
    expect(tellLanguage("Wo ist meine Bestellung?").reason).toEqual({
      script: "latin",
      words: ["wo", "ist", "meine", "bestellung"],
    });
    expect(tellLanguage("昨日からです").reason).toEqual({ script: "kana", words: [] });
  });

  it("has a confidence between 0 and 1 for any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.option(fc.string(), { nil: undefined }), (text, hint) => {
        const { confidence, value } = tellLanguage(text, hint);
        expect(confidence >= 0 && confidence <= 1 && confidence > 0 === (value !== undefined)).toBe(true);
      }),
    );
  });
});

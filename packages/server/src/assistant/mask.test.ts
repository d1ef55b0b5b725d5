import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clean } from "./clean.ts";
import { createMasker, mask } from "./mask.ts";

describe("masking", () => {
  it.each([
    ["my card is 4111 1111 1111 1111 ok", "my card is ⟦card 1⟧ ok"],
    ["card 4111-1111-1111-1111.", "card ⟦card 1⟧."],
    ["カード番号は４１１１１１１１１１１１１１１１です", "カード番号は⟦card 1⟧です"],
    ["4111\u200b1111\u200b1111\u200b1111", "⟦card 1⟧"],
    ["amex 378282246310005", "amex ⟦card 1⟧"],
    ["pay to DE89 3704 0044 0532 0130 00 please", "pay to ⟦account 1⟧ please"],
    ["GB29NWBK60161331926819", "⟦account 1⟧"],
    ["account number 12345678", "account number ⟦account 1⟧"],
    ["口座番号は1234567です", "口座番号は⟦account 1⟧です"],
    ["write to aiko.sato+shop@example.co.jp, thanks", "write to ⟦email 1⟧, thanks"],
    ["ａｉｋｏ＠ｅｘａｍｐｌｅ．ｊｐ に送って", "⟦email 1⟧ に送って"],
    ["メールはaiko@example.jpに送って", "メールは⟦email 1⟧に送って"],
    ["call 090-1234-5678", "call ⟦phone 1⟧"],
    ["電話は０９０−１２３４−５６７８です", "電話は⟦phone 1⟧です"],
    ["03-1234-5678 か (03) 1234-5678", "⟦phone 1⟧ か ⟦phone 2⟧"],
    ["+44 20 7946 0958 or (555) 123-4567", "⟦phone 1⟧ or ⟦phone 2⟧"],
    ["住所は〒150-0001 東京都渋谷区神宮前1-2-3 です。以上", "住所は⟦address 1⟧ です。以上"],
    ["東京都渋谷区神宮前1丁目2番3号に届けて", "⟦address 1⟧に届けて"],
    ["I live at 221 Baker Street, London now", "I live at ⟦address 1⟧ now"],
    ["ship to 1600 Amphitheatre Parkway Drive, Mountain View, CA 94043.", "ship to ⟦address 1⟧."],
    ["ssn 123-45-6789", "ssn ⟦number 1⟧"],
    ["マイナンバーは123456789012", "マイナンバーは⟦number 1⟧"],
    ["password: hunter2", "password: ⟦secret 1⟧"],
    ["パスワードは「tanaka99」です", "パスワードは「⟦secret 1⟧」です"],
    ["my password is correctHorse", "my password is ⟦secret 1⟧"],
    ["api_key=abc-123-def", "api_key=⟦secret 1⟧"],
    ["key sk-proj-abcdefghijklmnop1234", "key ⟦secret 1⟧"],
    ["ghp_0123456789abcdefghijABCDEFGHIJ", "⟦secret 1⟧"],
    ["AKIAIOSFODNN7EXAMPLE", "⟦secret 1⟧"],
    ["Authorization: Bearer abc.def-ghi_jkl012", "Authorization: Bearer ⟦secret 1⟧"],
    ["eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abcdefgh", "⟦secret 1⟧"],
    ["postgres://kotae:s3cret@db/x", "postgres://⟦secret 1⟧@db/x"],
    ["-----BEGIN RSA PRIVATE KEY-----\nMIIE\nabc\n-----END RSA PRIVATE KEY----- end", "⟦secret 1⟧ end"],
    ["d41d8cd98f00b204e9800998ecf8427e0", "⟦secret 1⟧"],
  ])("hides what is personal or secret: %s", (text, expected) => {
    expect(mask(text)).toBe(expected);
  });

  it.each([
    "How do I reset my password?",
    "my password is wrong",
    "パスワードはどこで変えますか",
    "the token is expired.",
    "order 12345678 from 2026-11-23 at 10:30",
    "version 3.10.4 costs 1,200 yen, not $12.50",
    "2026年11月23日に注文しました",
    "error 0x80070005, code E1234",
    "0192f3a4-0000-7000-8000-0123456789ab",
    "東京都からの配送",
    "How long does the road repair take in 5 steps",
    "see https://example.com/help/en/articles/install-the-widget-on-your-own-site",
  ])("leaves what is not: %s", (text) => {
    expect(mask(text)).toBe(text);
  });

  it("gives one value one placeholder in every text, and puts back only what it is told to", () => {
    const masker = createMasker();
    expect(masker.mask("aiko@example.com or 4111111111111111")).toBe("⟦email 1⟧ or ⟦card 1⟧");
    expect(masker.mask("AIKO@example.com and mei@example.com")).toBe("⟦email 1⟧ and ⟦email 2⟧");
    expect(masker.unmask("to ⟦email 1⟧, ⟦email 2⟧, ⟦email 9⟧, ⟦card 1⟧", ["email", "phone"])).toBe(
      "to aiko@example.com, mei@example.com, ⟦email 9⟧, ⟦card 1⟧",
    );
  });

  it("changes nothing the second time, and never leaves a card behind, whatever stands around it", () => {
    const words = fc.string({ unit: "binary", maxLength: 30 }).filter((text) => !/[\d⟦⟧]/u.test(text));
    fc.assert(
      fc.property(words, words, (before, after) => {
        const masked = mask(`${before} 4111 1111 1111 1111 ${after}`);
        expect(masked).not.toContain("1111");
        expect(mask(masked)).toBe(masked);
      }),
    );
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        expect(mask(mask(text))).toBe(mask(text));
      }),
    );
  });
});

describe("masking a long text", () => {
  it.each([
    "a",
    "1",
    "1-",
    "東京都",
    "これまで",
    "口座",
    "パスワードは",
    "a@",
    "@a.",
    "12 Aaa ",
    "(0",
    "+",
    "eyJ",
    "://a:",
    "A1-",
    "Via Aa ",
    "09 ",
    "00",
    "account ",
    "〜1-",
    "支店",
    "記号",
    "1丁目",
    "〒",
    "Aaa ",
    "po box ",
    "12 rue de ",
    "普通",
    "市",
    "大阪市",
    "de89 ",
    "1,1",
    "4111 ",
    "4 ",
    "password: ",
    "my password ",
    "PIN ",
  ])("takes no longer for a trap than for a text: %s", (trap) => {
    const began = process.threadCpuUsage();
    mask(trap.repeat(Math.ceil(40_000 / trap.length)));
    // of processor time, in microseconds; quadratic ones took a second
    expect(process.threadCpuUsage(began).user).toBeLessThan(500_000);
  });
});

describe("cleaning", () => {
  it("takes away what cannot be seen, and nothing else", () => {
    expect(clean("a\u200bb\u202ec\u0007d\u{e0041}e\r\nf\tg")).toBe("abcde\nf\tg");
    expect(clean("ふつうの文です。\nNext 𠮷 line")).toBe("ふつうの文です。\nNext 𠮷 line");
  });
});

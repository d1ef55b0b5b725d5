import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mask } from "../../assistant/index.ts";
import { bodyOf, keywordsOf, nameless, outlineOf } from "./draft.ts";

const draft = (replies: string[], names: string[] = []) => bodyOf({ replies, names }, mask);

describe("a draft from replies", () => {
  it("keeps the steps and drops what was between the two of them", () => {
    const reply = `Hi Anna,

Thanks for getting in touch!

You can export every ticket from the settings:
1) Open Settings > Data.
2) Press Export and choose CSV.
3) Wait for the mail with the link.

Let me know if you need anything else.

Best regards,
Sam Ito
Support team`;
    expect(draft([reply], ["Anna Berg", "Sam Ito"])).toBe(
      "You can export every ticket from the settings:\n\n1. Open Settings > Data.\n2. Press Export and choose CSV.\n3. Wait for the mail with the link.",
    );
  });

  it("does the same in Japanese", () => {
    const reply = `田中様

お世話になっております。
お問い合わせいただきありがとうございます。

書き出しは設定の画面から行えます。
①設定の「データ」を開きます。
②「書き出し」を押します。

ご不明な点がございましたら、お気軽にお知らせください。
よろしくお願いいたします。

佐藤`;
    expect(draft([reply], ["田中", "佐藤"])).toBe(
      "書き出しは設定の画面から行えます。\n\n1. 設定の「データ」を開きます。\n2. 「書き出し」を押します。",
    );
  });

  it("drops the greeting of somebody whose name is not known, too", () => {
    expect(draft(["Hi Anna,\n\nOpen Settings.\n\nBest regards,\nSam"], ["Sam Ito"])).toBe("Open Settings.");
    expect(draft(["田中様\n\n設定を開きます。"], ["佐藤"])).toBe("設定を開きます。");
  });

  it("drops replies that only ask back, and repeats", () => {
    const answer = "Exports are made under Settings > Data.";
    expect(draft(["Which plan are you on?", answer, answer, "ご利用の環境はどちらですか。"])).toBe(answer);
  });

  it("hides names and personal data that stand in the middle of it", () => {
    const text = draft(
      ["Anna, the export goes to anna@example.test. I have asked Mr Berg as well."],
      ["Anna Berg", "Sam Ito"],
    );
    expect(text).not.toMatch(/Anna|Berg|example\.test/);
    expect(text).toContain(nameless);
    expect(text.startsWith("The export goes to")).toBe(true);
  });

  it("leaves no known name in it, whatever was written", () => {
    const word = fc.constantFrom(
      "Anna",
      "export",
      "the",
      "Berg",
      "1. step",
      "\n",
      "Hi Anna,",
      ".",
      "Thanks!",
      "佐藤様",
      "?",
    );
    fc.assert(
      fc.property(fc.array(fc.array(word).map((words) => words.join(" "))), (replies) => {
        expect(draft(replies, ["Anna Berg", "佐藤"])).not.toMatch(/\bAnna\b|\bBerg\b|佐藤/);
      }),
    );
  });
});

describe("a draft without a ticket", () => {
  it("says in its language that the answer is missing", () => {
    expect(outlineOf(["Can I export?"], "en")).toMatch(/without an answer yet[\s\S]*- Can I export\?/);
    expect(outlineOf(["書き出せますか"], "ja")).toMatch(/まだ答えが書かれていません[\s\S]*- 書き出せますか/);
  });

  it("is found by the ways it was asked", () => {
    expect(
      keywordsOf(["Export to CSV?", "export to csv", "How do I export?", "Mail ⟦email 1⟧ me"], "How do I export?"),
    ).toEqual(["Export to CSV", "How do I export", "Mail me"]);
  });
});

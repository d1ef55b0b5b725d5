import { describe, expect, it } from "vitest";
import { isGrounded, isInLanguage, quotes } from "./grounding.ts";

const en = {
  title: "Refunds",
  heading: "How long",
  text: "A refund takes five business days. You cannot return gift cards. Write to help@shop.example or see https://shop.example/refunds. The Standard plan costs $12 a month, the Team plan $30. Sale items are refunded as store credit only.",
};
const ja = {
  title: "返金",
  heading: "",
  text: "返金には五営業日、約5日かかります。ギフト券は返品できません。料金は月額1,200円です。スタンダードプランが対象です。",
};
const passages = [en, ja];

describe("a written sentence", () => {
  it.each([
    "A refund takes five business days [1].",
    "A refund takes 5 business days [1].",
    "You cannot return gift cards [1].",
    "Gift cards can't be returned [1].",
    "The Standard plan costs $12 a month [1].",
    "Write to help@shop.example [1].",
    "1. See https://shop.example/refunds [1].",
    "返金には5日かかります。[2]",
    "ギフト券は返品できません。[2]",
    "料金は月額1,200円です。[2]",
  ])("rests on what it cites: %s", (sentence) => {
    expect(isGrounded(sentence, passages)).toBe(true);
  });

  it.each([
    ["another number", "A refund takes nine business days [1]."],
    ["another unit", "A refund takes five business weeks [1]."],
    ["a “not” that is not there", "A refund never takes five business days [1]."],
    ["a “not” that is missing", "You can return gift cards [1]."],
    ["another price", "The Standard plan costs $30 a month, says the Standard plan [3]."],
    ["another currency", "The Standard plan costs €12 a month [1]."],
    ["another name", "The Premium plan costs $12 a month [1]."],
    ["another address", "Write to help@evil.example [1]."],
    ["another link", "See https://evil.example/refunds for refunds [1]."],
    ["a quotation nobody wrote", "A refund takes “almost no” business days [1]."],
    ["no source", "A refund takes five business days."],
    ["a source that is not there", "A refund takes five business days [7]."],
    ["the wrong source", "A refund takes five business days [2]."],
    ["nothing but a source", "[1]"],
    ["other words", "Our penguins love the snow of the far south [1]."],
    ["another number", "返金には8日かかります。[2]"],
    ["another unit", "返金には5時間かかります。[2]"],
    ["a “not” that is missing", "ギフト券は返品できます。[2]"],
    ["a “not” that is not there", "料金は月額1,200円ではありません。[2]"],
    ["another name", "プレミアムプランの料金は月額1,200円です。[2]"],
  ])("does not with %s: %s", (_, sentence) => {
    expect(isGrounded(sentence, passages)).toBe(false);
  });
});

const guide = {
  en: [
    {
      title: "Refunds",
      heading: "How long a refund takes",
      text: "A refund takes five business days after we have received the parcel. The money goes back the way it came. Sale items are refunded as store credit only. You pay for the return label; we pay if the item arrived damaged. Orders of at least $50 ship free.",
    },
    {
      title: "Plans",
      heading: "",
      text: "The Standard plan costs $12 a month, the Team plan $30. You can cancel until 24 hours before the renewal. Turn on two-step sign-in in Settings, under Security. An admin must approve each new member. Deleted files stay in the bin for 30 days, and then they are gone for good.",
    },
    {
      title: "Return something",
      heading: "Start a return",
      text: "Go to your orders and choose Return next to the item. Print the label and put it on the outside of the box. Hand the box in at any post office within 14 days. We send you an email as soon as it arrives. Underwear and opened software cannot be returned.",
    },
    {
      title: "Delivery",
      heading: "Times and costs",
      text: "Standard delivery takes 2 to 4 days and costs €4.90; express delivery takes 1 day and costs €9.90. Parcels are delivered Monday to Saturday. We do not deliver to PO boxes. If nobody is at home, the driver leaves a card.",
    },
  ],
  ja: [
    {
      title: "返金",
      heading: "返金までの日数",
      text: "返金までは、商品が届いてから五営業日かかります。お支払いと同じ方法でお返しします。セール品は、ストアクレジットでのみお返しします。返送の送料はお客様のご負担です。商品が破損していた場合は、当店が負担します。5,000円以上のご注文は送料無料です。",
    },
    {
      title: "プラン",
      heading: "",
      text: "料金は、スタンダードプランが月額1,200円、チームプランが月額3,000円です。更新の24時間前まで解約できます。設定の「セキュリティ」で二段階認証をオンにします。新しいメンバーは、管理者の承認が必要です。削除したファイルは30日間ごみ箱に残り、その後は完全に消えます。",
    },
    {
      title: "返品する",
      heading: "返品の始め方",
      text: "「注文」を開き、商品の横にある「返品」を選びます。ラベルを印刷し、箱の外側に貼ってください。14日以内に郵便局へお持ちください。届きしだい、メールでお知らせします。下着と開封済みのソフトウェアは返品できません。",
    },
    {
      title: "配送",
      heading: "日数と料金",
      text: "通常配送は2日から4日で届き、490円です。お急ぎ便は翌日に届き、990円です。月曜日から土曜日まで配達します。離島には配達していません。ご不在のときは、不在票を入れます。",
    },
  ],
} as const;

describe("a paraphrase", () => {
  it.each([
    ["en", "A refund takes 5 business days once we have your parcel [1]."],
    ["en", "Once we have received the package, the refund takes five business days [1]."],
    ["en", "Your refund usually arrives within five business days after we receive the parcel [1]."],
    ["en", "You get the money back the way it came [1]."],
    ["en", "If the item arrived damaged, we pay for the return label [1]."],
    ["en", "You pay for the return label yourself [1]."],
    ["en", "Shipping is free for orders of at least $50 [1]."],
    ["en", "The Team plan costs $30 a month [2]."],
    ["en", "The Standard plan is $12 per month [2]."],
    ["en", "You can cancel up to 24 hours before the renewal [2]."],
    ["en", "Cancellation is possible until 24 hours before the renewal [2]."],
    ["en", "In Settings, go to Security and turn on two-step sign-in [2]."],
    ["en", "1. Open Settings and choose Security [2]."],
    ["en", "An admin has to approve new members [2]."],
    ["en", "Deleted files are kept in the bin for 30 days [2]."],
    ["en", "After 30 days, deleted files are gone for good [2]."],
    ["en", "Open your orders and choose Return next to the item [3]."],
    ["en", "Then take the box to a post office within 14 days [3]."],
    ["en", "You will get an email when the box arrives [3]."],
    ["en", "You can't return underwear or opened software [3]."],
    ["en", "Express delivery takes 1 day and costs €9.90 [4]."],
    ["en", "Standard delivery costs €4.90 and takes 2 to 4 days [4]."],
    ["en", "There is no delivery to PO boxes [4]."],
    ["en", "The driver leaves a card if nobody is home [4]."],
    ["en", "Parcels arrive from Monday to Saturday [4]."],
    ["ja", "返金には、商品の到着後5営業日かかります。[1]"],
    ["ja", "商品が届いてから5営業日で返金されます。[1]"],
    ["ja", "お支払いと同じ方法で返金します。[1]"],
    ["ja", "セール品の返金は、ストアクレジットのみです。[1]"],
    ["ja", "商品が破損していた場合、送料は当店が負担します。[1]"],
    ["ja", "返送の送料は、お客様にご負担いただきます。[1]"],
    ["ja", "5,000円以上の注文は、送料が無料です。[1]"],
    ["ja", "チームプランは月額3,000円です。[2]"],
    ["ja", "更新の24時間前までなら解約できます。[2]"],
    ["ja", "「設定」の「セキュリティ」を開き、二段階認証をオンにしてください。[2]"],
    ["ja", "新しいメンバーには管理者の承認が必要です。[2]"],
    ["ja", "削除したファイルは、30日間ごみ箱に残ります。[2]"],
    ["ja", "「注文」を開いて、商品の横の「返品」を選んでください。[3]"],
    ["ja", "ラベルを印刷して、箱の外側に貼ります。[3]"],
    ["ja", "到着すると、メールでお知らせが届きます。[3]"],
    ["ja", "お急ぎ便は990円で、翌日に届きます。[4]"],
    ["ja", "通常配送の料金は490円です。[4]"],
    ["ja", "離島への配達は行っていません。[4]"],
    ["ja", "配達は月曜日から土曜日までです。[4]"],
  ] as const)("rests on what it says in other words: %s: %s", (lang, sentence) => {
    expect(isGrounded(sentence, guide[lang])).toBe(true);
  });

  it.each([
    ["en", "a word of its own", "Sale items are refunded in cash [1]."],
    ["en", "a word of its own", "Sale items are refunded to your card [1]."],
    ["en", "a word of its own", "Sale items can be exchanged for another size [1]."],
    ["en", "a word of its own", "The refund includes the delivery fee [1]."],
    ["en", "a word of its own", "Call us for a refund of sale items [1]."],
    ["en", "all for some", "All items are refunded as store credit [1]."],
    ["en", "before for after", "A refund takes five business days before we have received the parcel [1]."],
    ["en", "most for least", "Orders of at most $50 ship free [1]."],
    ["en", "under for over", "Orders under $50 ship free [1]."],
    ["en", "we for you", "We pay for the return label [1]."],
    ["en", "another's price", "The Team plan costs $12 a month [2]."],
    ["en", "another's price", "The Standard plan costs $30 a month [2]."],
    ["en", "after for before", "You can cancel up to 24 hours after the renewal [2]."],
    ["en", "any time for some", "You can cancel at any time before the renewal [2]."],
    ["en", "off for on", "Turn off two-step sign-in in Settings, under Security [2]."],
    ["en", "somebody else", "A customer must approve each new member [2]."],
    ["en", "another end", "Deleted files can be restored after 30 days [2]."],
    ["en", "another place", "Deleted files stay on the server for 30 days [2]."],
    ["en", "a “not” that is missing", "Underwear can be returned within 14 days [3]."],
    ["en", "the other side", "Print the label and put it inside the box [3]."],
    ["en", "another limit", "Hand the box in at any post office within 30 days [3]."],
    ["en", "another deed", "We refund you as soon as it arrives [3]."],
    ["en", "another's price", "Express delivery costs €4.90 [4]."],
    ["en", "another's time", "Standard delivery takes 1 day [4]."],
    ["en", "another day", "Parcels are delivered Monday to Sunday [4]."],
    ["en", "a “not” that is missing", "We deliver to PO boxes [4]."],
    ["en", "a word of its own", "If nobody is at home, the driver leaves the parcel with a neighbour [4]."],
    ["ja", "a word of its own", "セール品は現金でお返しします。[1]"],
    ["ja", "a word of its own", "セール品はカードへ返金します。[1]"],
    ["ja", "a word of its own", "返金には手数料がかかります。[1]"],
    ["ja", "all for some", "すべての商品はストアクレジットでお返しします。[1]"],
    ["ja", "before for after", "返金までは、商品が届く前に五営業日かかります。[1]"],
    ["ja", "under for over", "5,000円以下のご注文は送料無料です。[1]"],
    ["ja", "another's price", "チームプランは月額1,200円です。[2]"],
    ["ja", "another's price", "スタンダードプランが月額3,000円です。[2]"],
    ["ja", "after for before", "更新の24時間後まで解約できます。[2]"],
    ["ja", "after for before", "更新後24時間以内なら解約できます。[2]"],
    ["ja", "off for on", "設定の「セキュリティ」で二段階認証をオフにします。[2]"],
    ["ja", "another end", "削除したファイルは30日後に復元できます。[2]"],
    ["ja", "another place", "削除したファイルは30日間サーバーに残ります。[2]"],
    ["ja", "a “not” that is missing", "下着も14日以内なら返品できます。[3]"],
    ["ja", "the other side", "ラベルを箱の内側に貼ってください。[3]"],
    ["ja", "another limit", "30日以内に郵便局へお持ちください。[3]"],
    ["ja", "another place", "コンビニへお持ちください。[3]"],
    ["ja", "another way", "届きしだい、電話でお知らせします。[3]"],
    ["ja", "another's price", "お急ぎ便は490円です。[4]"],
    ["ja", "another day", "日曜日も配達します。[4]"],
    ["ja", "a “not” that is missing", "離島にも配達します。[4]"],
    ["ja", "always for sometimes", "送料はいつも無料です。[1]"],
    ["ja", "a word of its own", "開封済みのソフトウェアは交換できます。[3]"],
  ] as const)("does not, in %s, with %s: %s", (lang, _, sentence) => {
    expect(isGrounded(sentence, guide[lang])).toBe(false);
  });

  it("may join neighbouring sentences, and not what stands far apart", () => {
    const [refunds] = guide.en;
    expect(isGrounded("Sale items are refunded as store credit, the way it came [1].", [refunds])).toBe(true);
    const far = { ...refunds, text: `${refunds.text} ${"We are happy to hear from you. ".repeat(4)}Gloves are blue.` };
    expect(isGrounded("Blue gloves are refunded as store credit only [1].", [far])).toBe(false);
  });
});

describe("the language of a sentence", () => {
  it.each([
    ["A refund takes five days [1].", "en", true],
    ["返金には五日かかります。[1]", "en", false],
    ["返金には五日かかります。[1]", "ja", true],
    ["A refund takes five days [1].", "ja", false],
    ["`KOTAE_MODEL` を設定します。[1]", "ja", true],
    ["Die Rückgabe dauert.", "ja", false],
    ["[1]", "ja", true],
  ] as const)("%s in %s: %s", (sentence, lang, expected) => {
    expect(isInLanguage(sentence, lang)).toBe(expected);
  });
});

describe("quoting", () => {
  const rules = "You answer a customer's question for a support team, from numbered passages and nothing else.";
  it("is eight words in a row, whatever stands between them", () => {
    expect(quotes(`I was told: you ANSWER a customer's question, for a support team!`, rules)).toBe(true);
    expect(quotes("You answer a customer's question for friends of a support team.", rules)).toBe(false);
  });
});

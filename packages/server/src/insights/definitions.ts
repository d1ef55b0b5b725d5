import type { Report, ReportName } from "@kotae/sdk/schema";

type Column = Report["columns"][number];

const column = (
  key: string,
  kind: Column["kind"],
  title: [en: string, ja: string],
  definition: [en: string, ja: string],
): Column => ({
  key,
  kind,
  title: { en: title[0], ja: title[1] },
  definition: { en: definition[0], ja: definition[1] },
});

const group = (what: [string, string]): Column =>
  column("group", "text", what, [
    "What the line counts. Days and weeks are in UTC; a conversation belongs to the one it began in, a week to its Monday.",
    "この行が何を数えたものかを表します。日と週は協定世界時で区切り、会話は始まった日の行に、週は月曜日の日付で数えます。",
  ]);

const deflection: Column[] = [
  group(["Group", "区分"]),
  column(
    "conversations",
    "count",
    ["Assisted conversations", "対応した会話"],
    [
      "Conversations begun in this period in which the assistant was asked at least once. Each is counted once and ends in exactly one of the ways beside. Visitors held out are not among them.",
      "この期間に始まり、アシスタントに一度でも質問があった会話の数です。会話は一度だけ数え、隣に並ぶ結末のどれか一つになります。比較のために対応を控えた訪問者は含みません。",
    ],
  ),
  column(
    "answered",
    "count",
    ["Answered", "答えた会話"],
    [
      "Those that got at least one answer from an article. Asking back and handing over are no answers.",
      "記事にもとづく答えを一度でも返した会話の数です。聞き返しや引き継ぎは答えに数えません。",
    ],
  ),
  column(
    "deflected",
    "count",
    ["Solved without a person", "人を介さず解決"],
    [
      "Confirmed plus assumed. A conversation that merely ended without a ticket is not counted.",
      "「解決を確認」と「解決と推定」の合計です。チケットにならずに終わっただけの会話は数えません。",
    ],
  ),
  column(
    "confirmed",
    "count",
    ["Confirmed", "解決を確認"],
    ["The visitor said that the last answer solved it.", "最後の答えで解決したと、訪問者自身が答えた会話の数です。"],
  ),
  column(
    "assumed",
    "count",
    ["Assumed", "解決と推定"],
    [
      "The last question was answered, the visitor did not say otherwise, and then was silent for the hours set for it (24 unless changed).",
      "最後の質問に答え、訪問者が否定せず、決められた時間（初期設定は 24 時間）のあいだ何も届かなかった会話の数です。",
    ],
  ),
  column(
    "returned",
    "count",
    ["Came back", "戻ってきた"],
    [
      "It looked solved, but the same visitor, or another one with the same address, asked or wrote again within the days set for it (7 unless changed). Taken off the solved ones. A question in the same conversation within 24 hours goes on with it and is no return.",
      "解決したように見えたものの、同じ訪問者、または同じ連絡先の人が、決められた日数（初期設定は 7 日）以内にふたたび質問や連絡をした会話の数です。解決の数から差し引いてあります。同じ会話で 24 時間以内に続いた質問は、戻ってきたとは数えません。",
    ],
  ),
  column(
    "abandoned",
    "count",
    ["Abandoned", "途中で離れた"],
    [
      "The last question got no answer, or one the visitor refused, and then the visitor was silent. Nobody was helped as far as we know.",
      "最後の質問に答えられなかったか、答えを否定されたまま、訪問者から何も届かなくなった会話の数です。役に立てたとは考えません。",
    ],
  ),
  column(
    "handedOver",
    "count",
    ["Handed over", "担当者へ引き継ぎ"],
    ["People got it as a ticket.", "チケットとして担当者に引き継いだ会話の数です。"],
  ),
  column(
    "open",
    "count",
    ["Still open", "まだ続いている"],
    [
      "Too recent to say: the hours of silence are not over.",
      "まだ判断できない会話の数です。待つ時間が過ぎていません。",
    ],
  ),
  column(
    "deflectedShare",
    "share",
    ["Share solved without a person", "人を介さず解決した割合"],
    [
      "Solved without a person, divided by the assisted conversations that are not still open.",
      "人を介さず解決した会話の数を、まだ続いている会話を除いた会話の数で割った値です。",
    ],
  ),
  column(
    "assistedVisitors",
    "count",
    ["Visitors assisted", "対応した訪問者"],
    [
      "Only where visitors are held out: those the assistant talked to, from the moment the first one of the site was held out in this period. Each visitor counts once, in the line of their first question.",
      "対応を控える比較をしているときだけの数です。この期間にそのサイトで最初の一人を控えた時点から後に、アシスタントが対応した訪問者を、最初の質問の行に一度だけ数えます。",
    ],
  ),
  column(
    "assistedTickets",
    "count",
    ["of them with a ticket", "うち問い合わせた人"],
    [
      "Those of them who opened a ticket, through any conversation, within the days for coming back.",
      "そのうち、戻ってきたとみなす日数のうちに、どの会話からであれ問い合わせをした人の数です。",
    ],
  ),
  column(
    "assistedRate",
    "share",
    ["Ticket rate, assisted", "問い合わせ率（対応あり）"],
    ["Of the visitors assisted, the share with a ticket.", "対応した訪問者のうち、問い合わせをした人の割合です。"],
  ),
  column(
    "heldOutVisitors",
    "count",
    ["Visitors held out", "対応を控えた訪問者"],
    [
      "Visitors chosen by chance whose questions went straight to people, to compare with.",
      "比較のために無作為に選び、質問をそのまま担当者へ回した訪問者の数です。",
    ],
  ),
  column(
    "heldOutTickets",
    "count",
    ["of them with a ticket", "うち問い合わせた人"],
    [
      "Those of them who opened a ticket, counted as for the assisted.",
      "そのうち問い合わせをした人の数です。数え方は対応した訪問者と同じです。",
    ],
  ),
  column(
    "heldOutRate",
    "share",
    ["Ticket rate, held out", "問い合わせ率（対応なし）"],
    ["Of the visitors held out, the share with a ticket.", "対応を控えた訪問者のうち、問い合わせをした人の割合です。"],
  ),
  column(
    "saved",
    "share",
    ["Tickets saved per visitor", "減らせた問い合わせ"],
    [
      "Ticket rate held out minus ticket rate assisted: what the assistant really saves. Below zero, it makes tickets.",
      "対応なしの問い合わせ率から対応ありの問い合わせ率を引いた値で、アシスタントが実際に減らした分です。負なら、かえって増やしています。",
    ],
  ),
  column(
    "savedLow",
    "share",
    ["at least", "少なくとも"],
    [
      "Lower end of the 95 % interval of that difference (Newcombe 1998, method 10). While it is below zero, nothing is proven.",
      "この差の 95 % 信頼区間の下端です（ニューコム、1998 年、方法 10）。負のあいだは、効果があるとは言えません。",
    ],
  ),
  column("savedHigh", "share", ["at most", "多くても"], ["Upper end of the same interval.", "同じ区間の上端です。"]),
];

const articles: Column[] = [
  column("title", "text", ["Article", "記事"], ["Its title today.", "現在の題名です。"]),
  column("url", "link", ["Address", "場所"], ["Where the help centre shows it.", "ヘルプセンターでの場所です。"]),
  column("lang", "text", ["Language", "言語"], ["The language it is written in.", "記事の言語です。"]),
  column(
    "views",
    "count",
    ["Views", "閲覧"],
    ["Times it was opened, in the panel or the help centre.", "ウィジェットまたはヘルプセンターで開かれた回数です。"],
  ),
  column(
    "shown",
    "count",
    ["Shown", "提示"],
    ["Times it was shown as an answer or cited in one.", "答えとして示したか、答えの中で引用した回数です。"],
  ),
  column(
    "helpful",
    "count",
    ["Helpful", "役に立った"],
    [
      "Readers who said that it helped; one voice a reader and day.",
      "役に立ったと答えた読者の数です。一人につき一日一票です。",
    ],
  ),
  column(
    "unhelpful",
    "count",
    ["Not helpful", "役に立たなかった"],
    ["Readers who said that it did not.", "役に立たなかったと答えた読者の数です。"],
  ),
  column(
    "helpfulShare",
    "share",
    ["Share helpful", "役に立った割合"],
    ["Helpful votes divided by all votes.", "役に立ったという票を、すべての票の数で割った値です。"],
  ),
  column(
    "tickets",
    "count",
    ["Tickets that followed", "後に続いた問い合わせ"],
    [
      "Conversations that became tickets although it was shown in them or opened before.",
      "この記事を示したか、訪問者が開いたのに、問い合わせになった会話の数です。",
    ],
  ),
  column(
    "sinceChange",
    "count",
    ["Days since changed", "更新からの日数"],
    ["Whole days since anything of it was last changed.", "最後に手を入れてからの日数です。"],
  ),
  column(
    "overdue",
    "count",
    ["Days overdue for review", "見直しの遅れ"],
    [
      "Whole days since its review date has passed; empty without one, or while it lies ahead.",
      "見直しの予定日を過ぎてからの日数です。予定がないか、まだ先なら空欄です。",
    ],
  ),
];

const searches: Column[] = [
  column(
    "q",
    "text",
    ["Searched", "検索した言葉"],
    ["What was searched, with personal data hidden.", "検索された言葉です。個人の情報は伏せてあります。"],
  ),
  column("lang", "text", ["Language", "言語"], ["The language it was searched in.", "検索したときの言語です。"]),
  column(
    "times",
    "count",
    ["Times", "回数"],
    [
      "Finished searches; what was typed on the way is not counted.",
      "検索の回数です。打っている途中の言葉は数えません。",
    ],
  ),
  column(
    "empty",
    "count",
    ["Found nothing", "見つからず"],
    [
      "Those without any result that has to do with what was searched: none at all, or only some that share a word with it.",
      "検索した言葉に合う結果がなかった回数です。一件もないときのほか、同じ言葉が少し出てくるだけの記事しかないときも数えます。",
    ],
  ),
  column(
    "unopened",
    "count",
    ["Opened nothing", "開かれず"],
    [
      "The others with results of which none was opened. Where the asker is unknown, openings are unknown and not counted here.",
      "合う結果はあったものの、一件も開かれなかった回数です。誰の検索か分からないものは、開いたかどうかも分からないため数えません。",
    ],
  ),
];

const forms: Column[] = [
  group(["Group", "区分"]),
  column(
    "form",
    "text",
    ["Form", "フォーム"],
    ["The name the page gives the form.", "ページがフォームに付けた名前です。"],
  ),
  column(
    "visits",
    "count",
    ["Visits", "訪問"],
    [
      "Visits to the form in which anything of the following happened; each is counted once.",
      "次のどれかが起きたフォームへの訪問の数です。訪問は一度だけ数えます。",
    ],
  ),
  column(
    "shown",
    "count",
    ["Saw answers", "答えを見た"],
    ["Visits that were shown at least one article.", "記事を一件以上示した訪問の数です。"],
  ),
  column(
    "opened",
    "count",
    ["Opened one", "開いた"],
    ["Visits that opened at least one of them.", "その中の記事を一件以上開いた訪問の数です。"],
  ),
  column(
    "solved",
    "count",
    ["Said solved", "解決したと回答"],
    ["Visits whose visitor said that it was solved.", "解決したと答えた訪問の数です。"],
  ),
  column(
    "sent",
    "count",
    ["Sent the form", "送信した"],
    ["Visits that sent the form all the same, or at once.", "それでも、またはそのままフォームを送信した訪問の数です。"],
  ),
  column(
    "saved",
    "count",
    ["Saved", "減らせた問い合わせ"],
    [
      "Said solved and did not send the form. A visit that just left is not counted.",
      "解決したと答え、フォームを送信しなかった訪問の数です。ただ離れただけの訪問は数えません。",
    ],
  ),
  column(
    "savedShare",
    "share",
    ["Share saved", "減らせた割合"],
    ["Saved, divided by the visits that saw answers.", "減らせた問い合わせを、答えを見た訪問の数で割った値です。"],
  ),
];

/** What every figure of a report counts, written once: the numbers are never shown without it. */
export const definitions: Record<ReportName, readonly Column[]> = { deflection, articles, searches, forms };

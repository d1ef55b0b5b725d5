import { words } from "@kotae/sdk/search";

/**
 * Words that say the same in the place of each other, a group a line. Unlike those a search guesses with, none of them
 * may change what is claimed: “cash” is not “money”.
 */
const english = `
parcel package shipment
receive received get gets got arrive arrives arrived reach reaches deliver delivers delivered
buy buys bought purchase purchases purchased
cost costs price priced
delete deletes deleted remove removes removed erase erased
stay stays stayed keep keeps kept remain remains
mail email
site website
sign log
begin begins start starts
end ends finish finishes
change changes edit edits update updates modify
send sends sent ship ships shipped dispatch dispatched
show shows display displays appear appears
press click tap
enter type
refund refunded reimburse reimbursed
fee fees charge charges
month monthly
year yearly annual annually
week weekly
phone telephone
admin admins administrator administrators
`;
const japanese = `
届 到着 受取 受け取 着
返金 返 お返し 払い戻
購入 買
解約 キャンセル 取消 取り消
削除 消
変更 変
発送 配送 送
支払 払
使用 使
残 保存 保管
開始 始
終了 終
記入 入力 書
メール eメール
押 クリック タップ
表示 出
必須 必要
メッセージ メール
`;

const byWord = new Map<string, string[]>();
for (const line of english.trim().split("\n")) {
  // the words as they are written, and as they are searched for
  const group = line.split(" ").flatMap((word) => [word, ...words(word).map((token) => token.replace("\u0001", ""))]);
  for (const word of group) byWord.set(word, [...new Set([...(byWord.get(word) ?? []), ...group])]);
}
for (const line of japanese.trim().split("\n")) {
  const group = line.split(" ");
  for (const word of group) byWord.set(word, [...new Set([...(byWord.get(word) ?? []), ...group])]);
}

const hiragana = /\p{sc=Hiragana}+/gu;

/** Other words for a word as `words` gives it, or as it stands in a Japanese sentence with its ending. */
export const otherFormsOf = (word: string): readonly string[] =>
  byWord.get(word) ?? byWord.get(word.replace(hiragana, "")) ?? [];

/** How much a word says, from -2 to 2, in stems where a word has many forms (`frustrat*`); written from general knowledge. */
export const english: Readonly<Record<string, number>> = {
  ...graded(
    -2,
    `unacceptabl* ridiculous* outrageous* disgrac* disgust* furious* terribl* horribl* awful* pathetic* worst
    appall* scam* fraud* incompetent* hate hated useless* rubbish garbage lawyer lawsuit livid enraged`,
  ),
  ...graded(
    -1,
    `frustrat* annoy* disappoint* angry upset unhappy poor poorly bad worse unhelpful rude ignored ignoring
    complain* complaint* fed sick tired wasted wasting waste nightmare mess joke sucks stupid disast* unreliabl* unprofessional*
    dissatisf* regret* concerned worried confus* slow misleading failed failing`,
  ),
  ...graded(-0.5, `broken problem* issue* error* crash* wrong missing fail* unable late delayed still again lost`),
  ...graded(0.5, `thanks thank nice fine ok okay glad please appreciated`),
  ...graded(
    1,
    `good great happy helpful pleased love* like* appreciat* enjoy* smooth* useful works solved satisf* kind quick* easy`,
  ),
  ...graded(
    2,
    `excellent amazing awesome fantastic perfect* wonderful* brilliant* outstanding superb delighted best
    impressed`,
  ),
};

/** The same for Japanese, found anywhere in the text, the longest first. */
export const japanese: Readonly<Record<string, number>> = {
  ...graded(
    -2,
    `ふざけ 許せ 最悪 最低 ありえない あり得ない 怒り 腹が立 腹立たし 詐欺 ひどすぎ 酷すぎ いい加減にして 話にならない 訴え
    論外 憤り 二度と使 呆れ あきれ`,
  ),
  ...graded(
    -1,
    `ひどい 酷い 不満 残念 困って 困り 不快 不便 がっかり 失望 不親切 迷惑 納得でき 納得いか 納得がいか イライラ いらいら
    遅すぎ うんざり 不安 心配 対応が悪 誠意が クレーム 苦情 解約したい 無責任 悪い 使いにく わかりにく 分かりにく 何度も 信用でき`,
  ),
  ...graded(
    -0.5,
    `エラー 不具合 できません 出来ません 動きません 使えません 使えない 届きません 届かない 壊れ まだ 遅い 失敗 おかしい`,
  ),
  ...graded(0.5, `ありがとう 有難う 有り難う お世話になって 幸いです`),
  ...graded(
    1,
    `助かり 嬉し うれし 便利 良い よかった 良かった 満足 丁寧 親切 感謝 気に入 楽しい 楽しく 使いやす わかりやす 分かりやす
    快適 解決しました 早い対応 迅速`,
  ),
  ...graded(2, `素晴らし すばらし 最高 完璧 大満足 感動 大好き 感激`),
};

/** What turns the next words round, or makes them count more or less. */
export const englishModifiers = {
  not: new Set(
    `not no never neither nor hardly without isn't wasn't aren't weren't don't doesn't didn't won't can't cannot couldn't
    haven't hasn't isnt wasnt dont doesnt didnt wont cant`.split(/\s+/),
  ),
  more: new Set(
    `very really extremely so totally absolutely completely incredibly truly utterly super too highly deeply`.split(
      " ",
    ),
  ),
  less: new Set(`slightly somewhat bit little fairly rather kind`.split(" ")),
};

/** In front of a Japanese word, and behind it. */
export const japaneseModifiers = {
  more: /(?:とても|非常に|本当に|すごく|かなり|大変|全く|まったく|極めて|あまりに(?:も)?|もう)$/u,
  less: /(?:少し|ちょっと|やや|若干|多少)$/u,
  not: /^(?:い|く|し|り|と|に|で|が|は|も|思い|思って|感じ|でき|出来|す|な|では|じゃ|という(?:わけ|こと)(?:では)?){0,3}(?:ない|なく|なかった|ません|ありません|わけではな)/u,
};

function graded(value: number, words: string): Record<string, number> {
  return Object.fromEntries(words.split(/\s+/).map((word) => [word, value]));
}

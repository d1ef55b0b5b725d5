/** Words that say nothing about what a question is about, as they stand before stemming. */
export const stopWords: ReadonlySet<string> = new Set([
  ...`a about am an and any are as at be been being but by can could did do does doing done for from get got had has have
  having he her here hers hi hello him his how i if in into is it its just let like me my of on or our ours please she
  should so some tell than thank thanks that the their them then there these they this those to too us very want wanna
  was we were what whats when where which while who whom whose why will with would you your yours im ive id ill dont
  doesnt didnt isnt arent wasnt cant couldnt wont wouldnt youre theres know need help`.split(/\s+/),
  ...`の に は を た が で て と し れ さ も から な い や か だ へ ば ず う き つ ら お ご ん ね よ わ ある いる する こと
  として れる など なっ ない この ため その あっ よう また もの という あり まで られ なる これ によって により おり より
  による なり られる において なかっ なく しかし について せ だっ できる でき それ ので なお のみ における および いう
  でも たり ます まし ませ です でし なら に対して せる これら とき では にて ほか ながら うち そして ただし または ほど
  とも ところ ここ ました ません でしょう ください 下さい くださ 教え たい たく どう どの どこ どんな どれ どちら なに なぜ
  いつ だれ 何 誰 方 者 場合 ですか ますか てい いい 良い よい したい ほしい 欲しい 知り 思い 思う お願い`.split(/\s+/),
]);

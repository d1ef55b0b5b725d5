import type { Level } from "./urgency.ts";

/** Words that say how soon or for how many. */
type Cue = { find: RegExp; about: "impact" | "urgency"; level: Level };

const cue = (about: Cue["about"], level: Level, ...finds: RegExp[]): Cue[] =>
  finds.map((find) => ({ find, about, level }));

/** In the order they are read: first what denies, then what says it strongly, then the rest. */
export const cues: readonly Cue[] = [
  ...cue(
    "urgency",
    "low",
    /\b(?:(?:not|isn't|nothing) (?:very |that |so |really )?urgent|no (?:rush|hurry)|(?:when|if)(?:ever)? you (?:have|get|find) (?:the |some )?time|at your (?:leisure|convenience)|low priority|just (?:wondering|curious)|for future reference|feature request|suggestion)\b/giu,
    /急ぎ(?:では|じゃ)(?:ない|ありません)|急(?:ぎません|いでいません|いでない)|お(?:手|て)すき|お時間の(?:ある|あり)|ついで(?:の際|のとき|に)|いつでも(?:構|かま|結構|いい|良い)|要望(?:です|として)/gu,
  ),
  ...cue(
    "impact",
    "low",
    /\b(?:(?:only|just) (?:me|my (?:account|pc|computer|laptop))|cosmetic|typo|minor (?:issue|problem|bug|glitch))\b/giu,
    /私だけ|自分だけ|一台だけ|1台だけ|誤字|脱字|見た目だけ|軽微/gu,
  ),
  ...cue(
    "urgency",
    "high",
    /\b(?:urgent(?:ly)?|asap|a\.s\.a\.p|as soon as possible|immediate(?:ly)?|emergency|right (?:away|now)|critical|(?:can(?:'t|not|not| not)|unable to) (?:do (?:any|our|my) )?work|blocked|blocking|blocker|showstopper|within the (?:next )?hour|by (?:end of (?:the )?day|eod|tonight|noon)|before the deadline|deadline is (?:today|tomorrow)|losing (?:money|sales|customers|orders)|at a standstill)\b/giu,
    /大?至急|緊急|急ぎ|急いで|早急|今すぐ|いますぐ|直ちに|ただちに|(?:本日|今日|今週|明日)中|一刻も早く|業務が(?:止ま|できな|出来な|進ま)|仕事に(?:なら|なりません)|営業できな|納期|締め?切り?(?:が|は)(?:今日|本日|明日)/gu,
  ),
  ...cue(
    "impact",
    "high",
    /\b(?:every(?:one|body)|all (?:of )?(?:our |the )?(?:users?|customers?|staff|employees|stores|offices|sites)|(?:whole|entire) (?:team|company|office|site|department|store)|company[- ]wide|production|outage|(?:is|are|went|gone|been) (?:completely )?down|(?:site|server|service|system|website|shop|network) down|data (?:loss|leak|breach)|security (?:breach|incident)|hacked|lost all)\b/giu,
    /全員|全社|全店|全(?:て|部)?の(?:ユーザー|利用者|お客様|端末|拠点|店舗)|社員全|本番|(?:大規模|システム|サーバー?|通信)障害|障害が|サイトが(?:落ち|止ま|開けな|表示され)|サーバー?が(?:落ち|止ま|停止)|システムが(?:落ち|止ま|停止)|停止して(?:い|しま)|ダウンして|情報漏|漏洩|漏えい|データが(?:消え|全部)|不正(?:アクセス|ログイン)|乗っ取/gu,
  ),
  ...cue(
    "impact",
    "medium",
    /\b(?:(?:several|many|some|multiple|a few) (?:of (?:us|our)|users?|people|customers?|colleagues|computers|staff|employees)|(?:our|my) (?:team|department|office|shop|store)|colleagues)\b/giu,
    /複数|何人か|数名|数台|部署|チーム(?:全体|の)|同僚|他の(?:社員|人|端末|ユーザー)/gu,
  ),
  ...cue(
    "urgency",
    "medium",
    /\b(?:not working|doesn't work|does not work|don't work|stopped working|can(?:'t|not| not) (?:log ?in|sign in|access|open|use|connect|pay|print|send)|locked out|keeps? (?:crashing|failing)|today|tomorrow)\b/giu,
    /使え(?:ません|ない|なく)|動(?:きません|かない|かなく|作しません)|開(?:きません|けません|かない|けない)|(?:ログイン|接続|印刷|送信|入室|決済)(?:が)?(?:でき|出来)(?:ません|ない|なく)|つなが(?:りません|らない)|繋が(?:りません|らない)|固まっ|落ちます/gu,
  ),
];

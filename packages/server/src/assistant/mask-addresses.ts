import type { Pattern } from "./mask-patterns.ts";

const prefecture =
  "(?:北海道|東京都|京都府|大阪府|(?:青森|岩手|宮城|秋田|山形|福島|茨城|栃木|群馬|埼玉|千葉|神奈川|新潟|富山|石川|福井|山梨|長野|岐阜|静岡|愛知|三重|滋賀|兵庫|奈良|和歌山|鳥取|島根|岡山|広島|山口|徳島|香川|愛媛|高知|福岡|佐賀|長崎|熊本|大分|宮崎|鹿児島|沖縄)県)";
/** Municipalities whose names are written in hiragana, which would not be told from the words before them. */
const inHiragana =
  "さいたま|つくばみらい|つくば|いわき|うるま|かすみがうら|ひたちなか|あきる野|ふじみ野|みよし|みどり|みやま|みやこ|うきは|えびの|むつ|つがる|にかほ|かほく|あわら|いなべ|たつの|さぬき|東かがわ|まんのう|いちき串木野|南さつま|さくら|みなかみ|いすみ|おおい|せたな|ときがわ|すさみ|おいらせ|あま";
const city = `(?:(?:${inHiragana}|[\\p{sc=Han}\\p{sc=Katakana}ヶケノ々]{1,6})(?:(?<![都区]|[市区]町)[市町村郡]|(?<![地学校管市海選挙特])区))`;
/** A quarter; hiragana only as names have it, so that “〜区で3日” is no address. */
const town =
  "(?:(?!から|まで|です|ます|では|には|への|する|場合|以内|以上)[\\p{sc=Han}\\p{sc=Katakana}々ヶケノー〆の\\p{sc=Hiragana}](?<![をはでも])){1,18}";
const kanjiFigure = "[一二三四五六七八九十]{1,3}";
const figure = `(?:\\d{1,4}|${kanjiFigure})`;
const hyphen = "[-‐‑‒–—−ー]";
const notCounted =
  "(?![\\d時分秒週年月日名人個件円回枚台本冊歳点割%％.,/:]|[かヶカ]月|営業|種類|k?m(?![a-z])|箇所|か所|つ)";
/** 1-2-3, 1丁目2番3号, 北1条西2丁目 */
const lot = `(?:\\d{1,4} ?${hyphen} ?\\d{1,4}(?: ?${hyphen} ?\\d{1,4}){0,2}|[東西南北]?${figure}条[東西南北]?${figure}丁目(?:\\d{1,4}(?:${hyphen}\\d{1,4}|番地?\\d{0,4}号?)?)?|${figure}(?:丁目|番地?|号)(?:の?${figure}(?:番地?|号|(?:${hyphen}\\d{1,4}){1,3})?){0,3})`;
const building =
  "(?: ?[\\p{sc=Han}\\p{sc=Katakana}ーA-Za-z]{0,20}(?:ビル|マンション|ハイツ|コーポ|タワー|アパート|ハイム|レジデンス|メゾン|荘|棟)(?:[\\p{sc=Han}\\p{sc=Katakana}ーA-Z]{0,10} ?\\d{1,4}(?:号室|号|階|F)?|[東西南北A-Z]?[館棟])?| ?\\d{1,4}(?:号室|階))?";

/** Words between a number and a kind of street that make no street of it. */
const noStreet =
  "(?!(?:[\\p{L}'.-]+ ){0,3}(?:Google|Hard|Flash|USB|SSD|Pen|Disk|Tape|External|Shared|My|One|Easy|Best|Better|Good|Right|Other|Only|Fast|Quick|Test|The|Minute|Hour|Day|Week|Month|Year|High Court|Supreme)(?!\\p{L}))";
/** Words before a number that make it no house's. */
const noHouse =
  "(?<!\\b(?:[Cc]hapter|[Rr]ule|[Ss]tep|[Ss]ection|[Tt]ab|[Pp]age|[Tt]op|[Ff]igure|[Tt]able|[Ll]evel|[Vv]ersion|[Pp]art|[Ii]tem|[Oo]ption|[Ll]ine|[Rr]ow) )";
const streetType =
  "(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Square|Sq|Terrace|Parkway|Pkwy|Highway|Hwy|Crescent|Close|Way|Place|Pl|Loop)";
const flat = "(?:(?:Flat|Apt\\.?|Apartment|Unit|Suite|Room) #?\\w{1,5},? )?";
/** The place behind the street: it begins with a capital, so that what is asked after it stays. */
const place =
  "(?:,? (?:Apt|Apartment|Suite|Ste|Unit|Flat|#)\\.? ?\\w{1,5})?(?:, ?\\p{Lu}[\\p{L}.'-]*(?: \\p{Lu}[\\p{L}.'-]*){0,3}){0,2}(?:,? [A-Z]{2} \\d{5}(?:-\\d{4})?|,? \\d{5}(?: \\p{Lu}[\\p{L}-]+){0,2}|,? [A-Z]{1,2}\\d[A-Z\\d]? ?\\d[A-Z]{2})?(?![\\p{L}\\d])";

export const addresses: readonly Pattern[] = [
  // 〒 and the address behind it, if there is one
  {
    kind: "address",
    find: new RegExp(
      `〒 ?\\d{3}${hyphen}?\\d{4}(?!\\d)(?:\\s{0,3}(?:${prefecture}(?:${city})?|${city})(?:${town})?(?:${lot}|\\d{1,4}${notCounted})?${building})?`,
      "gu",
    ),
  },
  // with its prefecture one figure is enough
  {
    kind: "address",
    find: new RegExp(`${prefecture} ?${city} ?(?:${town})? ?(?:${lot}|\\d{1,4})${notCounted}${building}`, "gu"),
  },
  { kind: "address", find: new RegExp(`${city} ?(?:${town})? ?${lot}${notCounted}${building}`, "gu") },
  // 奈良市登大路町30
  {
    kind: "address",
    find: new RegExp(`${city}[\\p{sc=Han}\\p{sc=Katakana}々ヶケノ]{1,12}町\\d{1,4}${notCounted}${building}`, "gu"),
  },
  { kind: "address", find: /私書箱 ?(?:第)?\d{1,5}号?/g },
  { kind: "address", find: /\b(?:[GR]?P\.? ?O\.? ?|post office )box (?:no\.? ?|#)?\d{1,6}\b/gi },
  {
    kind: "address",
    find: new RegExp(
      `(?<![\\w.,:/#-])${noHouse}${flat}\\d{1,5}[A-Za-z]?,? ${noStreet}(?:\\p{Lu}[\\p{L}.'-]* |\\d{1,3}(?:st|nd|rd|th) ){1,4}${streetType}\\b\\.?(?: (?:NE|NW|SE|SW|[NSEW])\\b)?${place}`,
      "gu",
    ),
  },
  // 12 rue de Rivoli, 5 place de la Concorde
  {
    kind: "address",
    find: /(?<![\w.,:/#-])\d{1,4}(?: ?(?:bis|ter))?,? (?:(?:[Rr]ue|[Aa]venue|[Aa]v\.|[Bb]oulevard|[Bb]d|[Aa]llée|[Cc]hemin|[Ii]mpasse|[Qq]uai) (?:(?:de la|de|du|des|la|le|les) |d[eu]? ?l?['’])?(?:\p{Lu}[\p{L}'’-]+|\d{1,2})|(?:[Pp]lace|[Rr]oute|[Cc]ours) (?:(?:de la|de|du|des) |d[eu]? ?l?['’])\p{Lu}[\p{L}'’-]+)(?: \p{Lu}[\p{L}'’-]+){0,3}(?:,? \d{5}(?: \p{Lu}[\p{L}-]+){0,2})?/gu,
  },
  // in small letters only what can be nothing else
  {
    kind: "address",
    find: /(?<![\w.,:/#-])\d{1,5}[a-z]? (?!(?:\p{L}+ )?(?:the|a|an|in|on|of|at|to|for|from|my|your|our|this|that|main and|min|mins|minutes?|hours?|days?|steps?|blocks?|miles?|km|items?|orders?|times?|different|other|more|new) )(?:[\p{L}'.-]{3,20} ){1,2}(?:street|avenue|boulevard)\b(?:, ?\p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}-]+)?)?/gu,
  },
  // Hauptstraße 12, 10115 Berlin
  {
    kind: "address",
    find: /(?<!\p{L})\p{Lu}[\p{L}-]{2,30}(?:straße|strasse|str\.|gasse|allee|platz) \d{1,4} ?[a-z]?(?![\p{L}\d])(?:,? (?:D-)?\d{4,5} \p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}-]+)?)?/gu,
  },
  // Via Roma 10, 00184 Roma: without its code it may be the way something is sent
  {
    kind: "address",
    find: /(?<!\p{L})Via (?:\p{L}{2,5} )?\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+){0,2},? \d{1,4},? \d{5}(?: \p{Lu}[\p{L}-]+)?/gu,
  },
  // Calle Mayor 5
  {
    kind: "address",
    find: /(?<!\p{L})(?:Calle|Avenida|Avda\.|Plaza|Paseo|Viale|Piazza|Corso) (?:(?:de la|de|del|della|di) )?\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+){0,2},? (?:n[º°.]? ?)?\d{1,4}(?![\d%])/gu,
  },
];

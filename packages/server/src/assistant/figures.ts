import { normalize } from "@kotae/sdk/search";

const inWords = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
const englishNumber = new RegExp(`\\b(?:${inWords.join("|")})\\b`, "g");
const japaneseNumber =
  /(?<!\p{sc=Han})[一二三四五六七八九十百千]+(?=営業日|日|時間?|分|週間?|か月|ヶ月|月|年|円|回|個|名|人|件|枚|つ)/gu;

const figure = /\d+(?:[.,:]\d+)*/g;
/** Words for amounts that no other word stands for. */
const amount =
  /\b(?:twenty|thirty|forty|fifty|sixty|ninety|hundred|thousand|million|half|twice|double|always|all|every|free|only)\b/g;
const money = /[$€£¥]\s?\d+(?:[.,]\d+)*|\d\s?(?:円|ドル|ユーロ|dollars?|euros?|pounds?|yen|usd|eur|gbp|jpy)/g;

/** A text with its numbers as figures: “five days”, 五日. */
const inDigits = (text: string): string =>
  normalize(text)
    .replace(englishNumber, (word) => String(inWords.indexOf(word) + 1))
    .replace(japaneseNumber, (written) => String(kanjiNumber(written)));

/** 二十四 as 24, up to the thousands. */
function kanjiNumber(written: string): number {
  let sum = 0;
  let digit = 0;
  for (const sign of written) {
    const place = { 十: 10, 百: 100, 千: 1000 }[sign];
    if (place === undefined) digit = "一二三四五六七八九".indexOf(sign) + 1;
    else {
      sum += (digit || 1) * place;
      digit = 0;
    }
  }
  return sum + digit;
}

/** The numbers of a text, as figures. */
export const figuresIn = (text: string): string[] => inDigits(text).match(figure) ?? [];

/** Numbers with what they count. */
const counted = (text: string): { n: string; unit: string }[] =>
  [
    /(?<n>\d+(?:[.,]\d+)*)\s*(?<unit>[日時分秒年月週円個回%人件枚台階歳]|か月|ヶ月|週間)/gu,
    /(?<n>\d+(?:[.,]\d+)*)[\s-]+(?:[a-z]+ )?(?<unit>second|minute|hour|day|week|month|year|time|percent|item|person|people)/g,
  ].flatMap((pattern) =>
    [...text.matchAll(pattern)].map(({ groups }) => ({ n: groups?.n ?? "", unit: groups?.unit ?? "" })),
  );

const prices = (text: string): string[] => (text.match(money) ?? []).map((each) => each.replace(/\s/g, ""));

/** Whether every number of a sentence stands in a text too, counting the same thing. */
export function numbersStand(said: string, source: string): boolean {
  const [own, other] = [inDigits(said), inDigits(source)];
  const all: string[] = other.match(figure) ?? [];
  const amounts: string[] = other.match(amount) ?? [];
  const there = counted(other);
  // “$12 a month, the Team plan $30”: what counts the one counts the other
  const bare = new Set(all.filter((number) => !there.some(({ n }) => n === number)));
  return (
    (own.match(figure) ?? []).every((number) => all.includes(number)) &&
    (own.match(amount) ?? []).every((word) => amounts.includes(word)) &&
    prices(own).every((price) => prices(other).includes(price)) &&
    counted(own).every(({ n, unit }) =>
      there.some((each) => each.unit === unit && (each.n === n || (each.n !== n && bare.has(n)))),
    )
  );
}

/**
 * How near two vectors are, in the measure of the model they come from, and as far as it can be trusted: 0 like two
 * things, 1 like one said twice.
 */
export type Yardstick = (one: Float32Array, other: Float32Array, areTwoLanguages: boolean) => number;

/** A thing put in two ways, and what is nearly the same and is not. */
type Mark = Record<"en" | "ja", readonly [one: string, again: string, other: string]>;

const marks: readonly Mark[] = [
  {
    en: ["When do you open?", "What are your opening hours?", "When does the sale begin?"],
    ja: ["営業時間を教えてください", "何時から開いていますか", "セールはいつ始まりますか"],
  },
  {
    en: ["My printer prints blank pages", "The printer only gives me empty paper", "My printer is very slow"],
    ja: ["印刷しても白紙で出てきます", "プリンターから何も書かれていない紙が出る", "印刷に時間がかかります"],
  },
  {
    en: ["Can I bring my dog?", "Are dogs allowed?", "Do you sell dog food?"],
    ja: ["犬を連れて行けますか", "犬も入れますか", "犬のえさは売っていますか"],
  },
  {
    en: ["Where can I park my car?", "Is there a car park?", "Where can I rent a car?"],
    ja: ["駐車場はありますか", "車はどこに停められますか", "車を借りられますか"],
  },
  {
    en: ["How do I merge two contacts?", "Combine duplicate contacts", "How do I delete two contacts?"],
    ja: ["重複した連絡先を一つにまとめたい", "同じ連絡先を統合するには", "連絡先を二つ削除したい"],
  },
  {
    en: ["Is this cake free of nuts?", "Does the cake contain nuts?", "Is this cake free of sugar?"],
    ja: ["このケーキにナッツは入っていますか", "ナッツ抜きのケーキですか", "このケーキに砂糖は入っていますか"],
  },
  {
    en: ["The screen flickers", "My display keeps flashing", "The screen stays black"],
    ja: ["画面がちらつきます", "画面が点滅し続ける", "画面が真っ暗なままです"],
  },
  {
    en: ["How do I become a reseller?", "Apply for the partner programme", "How do I become a test user?"],
    ja: ["代理店になるには", "販売パートナーに応募したい", "試用者になるには"],
  },
];

/** What a model has to be asked before a yardstick can be laid to it. */
export const yardstickTexts: readonly string[] = marks.flatMap(({ en, ja }) => [...en, ...ja]);

/** Lays the yardstick to a model, by what it makes of `yardstickTexts`. */
export function yardstickOf(vectorOf: (text: string) => Float32Array): Yardstick {
  const near = (one: string, other: string) => product(vectorOf(one), vectorOf(other));
  const within = scaleOf(
    marks.flatMap(({ en, ja }) => [en, ja].map(([one, again]) => near(one, again))),
    marks.flatMap(({ en, ja }) => [en, ja].flatMap(([one, again, other]) => [near(one, other), near(again, other)])),
  );
  const across = scaleOf(
    marks.flatMap(({ en, ja }) => [en[0], en[1]].flatMap((text) => [near(text, ja[0]), near(text, ja[1])])),
    marks.flatMap(({ en, ja }) => [near(en[0], ja[2]), near(en[1], ja[2]), near(en[2], ja[0]), near(en[2], ja[1])]),
  );
  return (one, other, areTwoLanguages) => (areTwoLanguages ? across : within)(product(one, other));
}

/** What a likeness by a model means, judged by those of the same things and of others. */
function scaleOf(same: readonly number[], others: readonly number[]): (likeness: number) => number {
  const [near, far] = [middle(same), middle(others)];
  // how often it finds the same nearer than what is not: by chance, in half of all cases
  const right = same.reduce((sum, one) => sum + others.filter((other) => one > other).length, 0);
  const trust = 2 * (right / (same.length * others.length)) - 1;
  if (!(near > far) || trust <= 0) return () => 0;
  return (likeness) => trust * Math.min(1, Math.max(0, (likeness - far) / (near - far)));
}

const middle = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

function product(one: Float32Array, other: Float32Array): number {
  if (one.length !== other.length) return 0;
  let sum = 0;
  for (let n = 0; n < one.length; n++) sum += (one[n] as number) * (other[n] as number);
  return sum;
}

import { normalize, words } from "@kotae/sdk/search";
import { otherFormsOf } from "./paraphrases.ts";

/** Words a writer adds without claiming anything; what turns a claim round among them is looked at in `hinges.ts`. */
const common = new Set([
  ...words(
    `please simply just also first second third next finally last again following below above note notes noted make
    makes made sure way ways able possible usually normally generally however already still yes ok okay answer answers
    question questions help helps take takes took taken taking go goes going gone give gives gave given use uses used
    using see sees seen look find finds found come comes happen happens let thing things step steps case cases choose
    select pick option options once twice one ones time times well both either each other others another same such more
    most less least very only always never all every any before after until till within during since without according
    based regarding via per must required mandatory over under up down in out on back than therefore because so instead
    mean means meaning say says said tell tells want wants wanted would should may might now available process yourself no not cannot nor neither
    none nobody nothing`,
  ),
  ...`場合 方法 時 際 必要 可能 次 上 下 中 等 他 点 手順 利用 案内 客様 客 様 事 通 今 行 来 見 思 言 使 致 願 頂 御 出 入 約 前 後
  間 的 度 合 同 一 人 方 者 何 私 達 用 分 各 全 実施 対応 確認 基本 説明 回答 質問 内容 選択 選 為 無 有 完了`.split(
    /\s+/,
  ),
]);

/** A text as it is searched for the words of a sentence. */
export type Evidence = {
  text: string;
  tokens: ReadonlySet<string>;
  squeezed: string;
};

/** Reads a text once, to be compared with many sentences. */
export function readEvidence(text: string): Evidence {
  const normal = normalize(text);
  // with those that a search leaves out: “get” is another word for “receive”
  const written = normal.match(/[a-z']+/g) ?? [];
  return {
    text,
    tokens: new Set([...words(text).map(unmarked), ...written]),
    squeezed: normal.replace(/\s+/g, ""),
  };
}

/** What only leads somewhere: “open Settings”, 「設定」を開き, 以下の手順. */
const leading =
  /(?:^|\b(?:and|then|to|please)\s+)(?:open|visit)\s+(?=[“"「`\p{Lu}]|the\b|your\b)|を開[きくい]|(?<![\d円日回個件人名歳分%])以下の/giu;
const kanjiNumber = /^[〇一二三四五六七八九十百千万]+$/u;

/** The words of a sentence that say something by themselves, for `stands`; figures are compared as such. */
export function tellingWords(sentence: string): string[] {
  const said = sentence.trim().replace(leading, " ");
  const latin = words(said.replace(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー々]+/gu, " "));
  return [
    ...new Set([
      ...latin.filter((word) => !common.has(word) && /[a-z]/.test(word)).map(unmarked),
      ...japaneseWords(said).filter((word) => !isCommon(word)),
    ]),
  ];
}

const unmarked = (token: string) => token.replace("\u0001", "");

const segmenter = new Intl.Segmenter("ja", { granularity: "word" });

/** Whole words with Chinese characters or katakana in them; hiragana alone holds the others together. */
const japaneseWords = (text: string): string[] =>
  Array.from(segmenter.segment(normalize(text)), ({ segment }) => segment).filter((word) => partsOf(word).length > 0);

const isCommon = (word: string) =>
  common.has(word) || kanjiNumber.test(word) || partsOf(word).every((part) => common.has(part));

/** The runs of Chinese characters and of katakana in a word: what stays of it in every form. */
const partsOf = (word: string): string[] => word.match(/[\p{sc=Han}々]+|[\p{sc=Katakana}ー]{2,}/gu) ?? [];

/** Whether a telling word, or another one for the same, stands in a text. */
export function stands(word: string, { tokens, squeezed }: Evidence): boolean {
  if (partsOf(word).length > 0) return [word, ...otherFormsOf(word)].some((form) => isWritten(form, squeezed));
  if (tokens.has(word) || otherFormsOf(word).some((form) => tokens.has(form))) return true;
  for (const token of tokens) if (isFormOf(word, token) || isFormOf(token, word)) return true;
  return false;
}

/** Whether a word is another one with an ending: “cancel”, “cancellation”. */
const isFormOf = (long: string, short: string) =>
  short.length >= 5 && long.length - short.length <= 6 && long.startsWith(short);

const isWritten = (word: string, squeezed: string) =>
  squeezed.includes(word) ||
  partsOf(word)
    .filter((part) => !common.has(part))
    .every((part) => squeezed.includes(part));

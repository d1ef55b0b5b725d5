import type { Lang } from "../contract.ts";

const en = { title: "How was it?", comment: "What made it so?", send: "Send rating" };

/** What a rating asks; its five words are the panel's own, because a log says them as well. */
export const ratingWords: Readonly<Record<Lang, typeof en>> = {
  en,
  ja: { title: "対応はいかがでしたか", comment: "そう思われた理由", send: "評価を送る" },
};

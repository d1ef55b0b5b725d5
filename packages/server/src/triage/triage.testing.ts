import type { Choice, Example, Model } from "./model.ts";
import { type Training, train } from "./train.ts";

/** A small desk's categories; what they mean is told by their examples. */
export const choices: Choice[] = [
  { id: "billing", name: "Billing / 請求", description: "Invoices, refunds and charges. 請求書、返金、料金のこと。" },
  { id: "login", name: "Login / ログイン", description: "Passwords and signing in. パスワードとログインのこと。" },
  { id: "delivery", name: "Delivery / 配送", description: "Where a parcel is. 荷物の配送状況のこと。" },
];

const said: Record<string, string[]> = {
  billing: [
    "I was charged twice this month",
    "please send me the invoice for March again",
    "how do I get a refund for my last payment",
    "the amount on my bill is wrong",
    "why did you charge my card 40 dollars",
    "請求書を再発行してください",
    "先月の料金が二重に請求されています",
    "返金はいつになりますか",
    "支払い方法をカードに変更したい",
    "領収書が必要です",
  ],
  login: [
    "I forgot my password and cannot sign in",
    "the reset link for my password does not arrive",
    "my account is locked after three attempts",
    "it says wrong password although it is right",
    "how do I turn on two factor sign in",
    "パスワードを忘れてログインできません",
    "再設定のメールが届かずログインできない",
    "アカウントがロックされました",
    "二段階認証のコードが届きません",
    "ログイン画面でエラーになります",
  ],
  delivery: [
    "where is my parcel",
    "the tracking number does not work and nothing arrived",
    "can you deliver to another address",
    "my package arrived damaged",
    "the courier did not ring and took the parcel back",
    "荷物がまだ届きません",
    "配送先の住所を変更したいです",
    "追跡番号で荷物が見つかりません",
    "届いた商品の箱が破損していました",
    "配達日を変更できますか",
  ],
};

export const examples: Example[] = Object.entries(said).flatMap(([choice, texts]) =>
  texts.map((text, n) => ({ id: `${choice}-${n}`, text, choice, at: n })),
);

/** Trains in one go. */
export function trained(training: Partial<Training> = {}): Model {
  const steps = train({ choices, examples, ...training });
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

const people =
  "(?:human(?: being)?|(?:real|actual|live) (?:person|people|agent|human)|person|people|agent|someone|somebody|representative|rep|operator|advisor|adviser|manager|(?:support|customer) (?:team|staff|service|agent)|staff|employee)";
const talk =
  "(?:talk|speak|chat|connect(?:ed)?|transfer(?:red)?|put (?:me )?through|hand(?:ed)? over|escalate|call|contact|reach|get)";

const english = [
  // "talk to a human", "please connect me with an agent": an order stands at the beginning
  new RegExp(
    `^(?:please |just |pls |ok |can you |could you )*(?:let me )?${talk}(?: me)?(?: to| with| hold of)? (?:an? |the |some |your |one of your )?${people}\\b`,
    "i",
  ),
  // "I want to speak with someone", "can I talk to a person": the visitor speaks of itself
  new RegExp(
    `\\b(?:i|i'd|me|we)\\b[^.?!]{0,40}\\b${talk}(?: me)? (?:to|with|through to|hold of)? ?(?:an? |the |some |your |one of your )?${people}\\b`,
    "i",
  ),
  /^(?:i (?:want|need|would like) |give me |get me )?(?:an? |a real |the )?(?:human|live agent|real person|agent|operator|representative|person)(?:,? (?:please|pls|now))?[.!?]*$/i,
  /\bnot (?:a |an |this )?(?:bot|robot|machine|ai)\b/i,
];

const japanese = [
  /(?:担当(?:者|の方|の人)?|オペレーター?|人間|係(?:の人|の者|の方|員)?|スタッフ|サポート(?:の人|の方|担当)|責任者|(?:^|[、。\s])人)(?:の方|さん)?(?:と|に|へ)(?:直接|電話で)?(?:話|はな|お話|相談|つな|繋|代わ|かわ|替わ|チャット|連絡)/u,
  /(?:有人|人による)(?:の)?(?:対応|チャット|サポート)/u,
  /(?:担当者?|オペレーター?|人間|スタッフ|責任者)(?:の方)?を(?:出し|呼ん|お願い)/u,
  /^(?:担当者?|オペレーター?|人間|スタッフ)(?:と|に|へ)?(?:お願いします|希望)?[。！]?$/u,
];

/** A question about people in general, as in "how can visitors talk to a person?", is a question, not a wish. */
const aboutOthers =
  /\b(?:visitors?|customers?|users?|they|people) (?:can |could |may |will |do |to )?(?:talk|speak|chat|reach|contact|get)|(?:訪問者|お客様|お客さん|顧客|利用者|ユーザー)(?:が|は|も|を|から)/iu;

/** Whether a visitor asks to be put through to a person rather than asking a question. */
export function wantsPerson(question: string): boolean {
  const text = question.normalize("NFKC").replace(/[’‘]/g, "'").replace(/\s+/g, " ").trim();
  if (aboutOthers.test(text)) return false;
  return [...english, ...japanese].some((pattern) => pattern.test(text));
}

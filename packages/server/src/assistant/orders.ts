const english =
  /\b(?:ignore|disregard|forget|override)\b[^.!?\n]{0,40}\b(?:instructions?|rules?|prompts?|above|previous|everything)\b|\b(?:system prompt|developer mode|jailbreak|no_answer\w*)\b|\b(?:assistant|AI|language model|chatbot|bot|LLM)\b[^.!?\n]{0,60}\b(?:must|should|do not|don't|never|always|answer|reply|say|call|print|send|write|refuse)\b|\b(?:do not|don't|never|refuse to) (?:answer|reply)\b|\b(?:reply|answer|respond) (?:only )?with\b|^\s*(?:#+\s*)?(?:system|assistant|developer)\s*:/imu;
const japanese =
  /(?:指示|命令|規則|ルール|プロンプト|上記|これまで)[^。\n]{0,20}(?:無視|忘れ|取り消|破)|システムプロンプト|開発者モード|(?:AI|ＡＩ|言語モデル|アシスタント|ボット)(?:へ|に|は|：|:)[^。\n]{0,60}(?:ください|こと|せよ|しろ|なさい)|答えないで|返答しないで|とだけ(?:答え|返し|言)|^\s*(?:システム|アシスタント)[：:]/imu;

/** Whether a text speaks to an assistant about what it has to do, as no help article and hardly a question does. */
export const givesOrders = (text: string): boolean => english.test(text) || japanese.test(text);

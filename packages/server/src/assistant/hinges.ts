import { normalize } from "@kotae/sdk/search";

const same = (said: RegExp) => ({ said, meant: said });

/** A small word that turns a sentence round, and the ones a text may say the same with. */
const hinges: readonly { said: RegExp; meant: RegExp }[] = [
  {
    said: /\b(?:after|afterwards|following|later than)\b/,
    meant: /\b(?:after|afterwards|once|then|later|following|since|when|upon|from|as soon as)\b/,
  },
  {
    said: /\b(?:before|prior to|earlier than|until|till)\b/,
    meant: /\b(?:before|prior|earlier|ahead|advance|until|till|by|up to)\b/,
  },
  {
    said: /\b(?:(?:more|longer|higher|greater|larger) than|over|above|at least|minimum|or more|exceed\w*)\b/,
    meant: /\b(?:more|longer|higher|greater|larger|over|above|at least|minimum|exceed\w*|from|starting)\b|\d\+/,
  },
  {
    said: /\b(?:(?:less|shorter|lower|fewer) than|under|below|at most|maximum|up to|within|or less)\b/,
    meant: /\b(?:less|shorter|lower|fewer|under|below|at most|max\w*|up to|within|in|until|takes?|no more)\b/,
  },
  {
    said: /\b(?:must|required|mandatory)\b/,
    meant: /\b(?:must|requir\w*|mandatory|ha(?:ve|s) to|need\w*|necessary)\b/,
  },
  { said: /(?<![午今最前直背])後(?!払|日)|てから|以降/u, meant: /後|から|以降|たら|次第|のち|あと/u },
  { said: /(?<![午以名手当人])前(?!払|回|後)/u, meant: /前|あらかじめ/u },
  { said: /までに/u, meant: /まで|以内|前/u },
  // what holds for all, and for some only, holds for no others
  ...[
    /すべて|全て|全部|全員|全品|全商品/u,
    /いつでも|いつも|常に|随時/u,
    /誰でも|だれでも|どなたでも/u,
    /必ず|かならず/u,
  ].map(same),
  ...[/のみ|だけ|に限/u, /\b(?:any|anybody|anyone|anytime|whenever|everybody|everyone)\b/].map(same),
];

/** Verbs whose particle is half of what they say. */
const particle =
  /\b(turn|switch|log|sign|opt|check|scale|move)(?:e?d|n?ing|s)? (?:(?:the|your|it|this|that|an?) )?(?:\w+ )?(on|off|in|out|up|down)\b/g;

/** Who does something: “we pay”, “you pay”. */
const deed = /\b(we|you) (?:(?:can|will|may|must|should|have to|need to|also|always) )*([a-z]{3,})/g;
const empty = new Set(["can", "will", "may", "are", "have", "get", "want", "need", "would", "should", "could", "find"]);

/** Whether the small words of a sentence point the way they do in a text. */
export function pointsAlike(said: string, text: string): boolean {
  const [own, other] = [normalize(said), normalize(text)];
  if (hinges.some(({ said, meant }) => said.test(own) && !meant.test(other))) return false;
  return agrees(pairs(own, particle), pairs(other, particle)) && agrees(deeds(own), deeds(other));
}

type Pair = readonly [key: string, value: string];

const pairs = (text: string, pattern: RegExp): Pair[] =>
  [...text.matchAll(pattern)].map(([, verb = "", way = ""]) => [verb, way]);

const deeds = (text: string): Pair[] =>
  pairs(text, deed)
    .filter(([, verb]) => !empty.has(verb))
    .map(([who, verb]) => [verb, who]);

/** Whether no pair contradicts all that is said of the same thing; what the other does not speak of is left to others. */
const agrees = (own: readonly Pair[], other: readonly Pair[]): boolean =>
  own.every(([key, value]) => {
    const values = other.filter(([each]) => each === key).map(([, each]) => each);
    return values.length === 0 || values.includes(value);
  });

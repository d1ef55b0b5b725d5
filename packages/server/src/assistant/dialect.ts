import { textAt } from "./model-error.ts";

/** Which of the parameters that servers disagree about are sent. */
export type Dialect = {
  /** What the limit of an answer's length is called. */
  limit: "max_tokens" | "max_completion_tokens";
  /** Whether the model is told to vary nothing; newer models answer 400 to any temperature. */
  temperature: boolean;
  /** Whether the server is asked to say what a call used. */
  usage: boolean;
  tools: boolean;
};

/** What most servers understand. */
export const usual: Dialect = { limit: "max_tokens", temperature: true, usage: true, tools: true };

const newer = { limit: "max_completion_tokens", temperature: false } as const;

/**
 * Other ways to ask a server that answered 400, the likeliest first; what it names in its refusal is changed, and where
 * it names nothing, what newer servers refuse and then what older ones do.
 */
export function othersThan(dialect: Dialect, refusal: unknown, hasTools: boolean): Dialect[] {
  const text = `${textAt(refusal, "param")} ${textAt(refusal, "message")}`.toLowerCase();
  const names = (pattern: RegExp) => pattern.test(text);
  const isAboutUsage = names(/stream_options|include_usage/);
  const isAboutTools = names(/\b(?:tools?|tool_choice|functions?)\b/);
  if (names(/max_(?:completion_)?tokens|temperature/)) {
    return dialect.limit === "max_tokens"
      ? [{ ...dialect, ...newer }]
      : [
          { ...dialect, limit: "max_tokens" },
          { ...dialect, temperature: false },
        ];
  }
  if (isAboutUsage || isAboutTools) {
    return [{ ...dialect, usage: dialect.usage && !isAboutUsage, tools: dialect.tools && !isAboutTools }];
  }
  const { tools } = dialect;
  return [
    { ...dialect, ...newer },
    { ...usual, tools, usage: false },
    { ...newer, tools, usage: false },
    ...(tools && hasTools ? [{ ...usual, usage: false, tools: false }] : []),
  ];
}

/** Whether two dialects are the same. */
export const isSame = (one: Dialect, other: Dialect): boolean =>
  (Object.keys(usual) as (keyof Dialect)[]).every((name) => one[name] === other[name]);

/** Makes what was typed acceptable to every database: whole characters, no NUL, no white space around it. */
export const clean = (text: string) => text.toWellFormed().replaceAll("\u0000", "").trim();

/** The longest message, as `limits.messageChars` in the schema says (which must not be bundled). */
export const messageChars = 10_000;
/** The longest question, as `limits.questionChars` says. */
export const questionChars = 2_000;
/** The longest search, as `limits.searchChars` says. */
export const searchChars = 500;

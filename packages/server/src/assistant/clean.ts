/** Control, bidirectional, zero-width and tag characters, and blanks that look like nothing. */
const unseen =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]|\u034f|[\u180b-\u180d\u180f\ufe00-\ufe0f]|[\u{e0000}-\u{e0fff}]/gu;

/** A text as a reader sees it: what cannot be seen is gone, line breaks and tabs stay. */
export const clean = (text: string) => text.replace(/\r\n?|[\u2028\u2029]/g, "\n").replace(unseen, "");

/** The same in another width: full-width letters, digits and signs as plain ones, every character in its place. */
export const halfWidth = (text: string) =>
  text
    .replace(/[\uff01-\uff5e]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replaceAll("\u3000", " ");

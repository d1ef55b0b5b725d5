/** Everything the keyboard can do in the inbox. */
export type Command =
  | "next"
  | "previous"
  | "open"
  | "reply"
  | "note"
  | "assign"
  | "resolve"
  | "search"
  | "back"
  | "help";

/** The key of each command, as it is shown and pressed. */
export const shortcuts: Record<Command, string> = {
  next: "j",
  previous: "k",
  open: "o",
  reply: "r",
  note: "n",
  assign: "a",
  resolve: "e",
  search: "/",
  back: "u",
  help: "?",
};

const commands = new Map(Object.entries(shortcuts).map(([command, key]) => [key, command as Command]));

type Press = Pick<
  KeyboardEvent,
  "key" | "ctrlKey" | "metaKey" | "altKey" | "isComposing" | "keyCode" | "defaultPrevented"
>;

/** The command a key press means, or undefined where it belongs to a field, the browser or an input method. */
export function commandOf(press: Press, target: EventTarget | null): Command | undefined {
  if (press.defaultPrevented || press.ctrlKey || press.metaKey || press.altKey) return undefined;
  if (isComposing(press) || isField(target)) return undefined;
  return commands.get(press.key);
}

/** True while an input method is at work; 229 is what Safari reports for the key that ends it. */
export const isComposing = (press: Pick<KeyboardEvent, "isComposing" | "keyCode">): boolean =>
  press.isComposing || press.keyCode === 229;

function isField(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  return target.closest("input, textarea, select, dialog, [contenteditable], [role=menu]") !== null;
}

// @vitest-environment happy-dom
import { expect, it } from "vitest";
import { commandOf, shortcuts } from "./shortcuts.ts";

const press = (key: string, more: Partial<KeyboardEvent> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  isComposing: false,
  keyCode: 0,
  defaultPrevented: false,
  ...more,
});

it("gives every key one command", () => {
  expect(new Set(Object.values(shortcuts)).size).toBe(Object.values(shortcuts).length);
  for (const [command, key] of Object.entries(shortcuts)) expect(commandOf(press(key), document.body)).toBe(command);
});

it("leaves the browser's own combinations alone", () => {
  for (const modifier of ["ctrlKey", "metaKey", "altKey"]) {
    expect(commandOf(press("r", { [modifier]: true }), document.body)).toBeUndefined();
  }
});

it("never fires while somebody types, chooses or composes", () => {
  for (const tag of ["input", "textarea", "select"]) {
    expect(commandOf(press("r"), document.createElement(tag))).toBeUndefined();
  }
  const dialog = document.createElement("dialog");
  const button = dialog.appendChild(document.createElement("button"));
  expect(commandOf(press("e"), button)).toBeUndefined();
  expect(commandOf(press("r", { isComposing: true }), document.body)).toBeUndefined();
  expect(commandOf(press("r", { keyCode: 229 }), document.body)).toBeUndefined();
});

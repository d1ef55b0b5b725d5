type Attributes = Record<string, string | boolean | undefined>;

/** An element with attributes and children; text stays text. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}

/** A button that presses nothing but itself. */
export function button(words: string, act: () => void, attributes: Attributes = {}): HTMLButtonElement {
  const made = element("button", { type: "button", ...attributes }, words);
  made.addEventListener("click", act);
  return made;
}

/** A link that leaves the page alone, and says so to those who cannot see it. */
export const outLink = (href: string, newTab: string, ...children: (Node | string)[]) =>
  element(
    "a",
    { href, target: "_blank", rel: "noopener" },
    ...children,
    element("span", { class: "unseen" }, ` (${newTab})`),
  );

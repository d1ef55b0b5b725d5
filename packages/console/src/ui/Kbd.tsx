/**
 * A key beside its button, for wide screens.
 *
 * The style sheet draws it, so that it is no part of the button's name; that says it in `aria-keyshortcuts`.
 */
export function Kbd({ children }: { children: string }) {
  return <kbd class="kbd" data-key={children} />;
}

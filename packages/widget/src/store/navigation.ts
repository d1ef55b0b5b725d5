import { computed, signal } from "@preact/signals";

export type View =
  | { name: "home" }
  | { name: "article"; id: string }
  | { name: "thread" }
  | { name: "person" }
  | { name: "tool" };

export type Navigation = ReturnType<typeof createNavigation>;

/** The views the visitor went through; the first view is always at the bottom. */
export function createNavigation() {
  const stack = signal<readonly View[]>([{ name: "home" }]);
  const view = computed(() => stack.value.at(-1) as View);
  return {
    view,
    /** Goes to a view; one that was passed before is gone back to, so that "back" never goes in circles. */
    go(next: View): void {
      const passed = stack.peek().findIndex((one) => isSame(one, next));
      stack.value = passed === -1 ? [...stack.peek(), next] : stack.peek().slice(0, passed + 1);
    },
    back(): void {
      if (stack.peek().length > 1) stack.value = stack.peek().slice(0, -1);
    },
    home(): void {
      stack.value = [{ name: "home" }];
    },
  };
}

const isSame = (one: View, other: View) =>
  one.name === other.name && (one.name !== "article" || other.name !== "article" || one.id === other.id);

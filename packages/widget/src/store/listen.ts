/** Listens to an event until the function it gives is called. */
export function listen(target: EventTarget, event: string, act: (event: Event) => void): () => void {
  target.addEventListener(event, act);
  return () => target.removeEventListener(event, act);
}

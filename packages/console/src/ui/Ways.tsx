import { useEffect, useRef } from "preact/hooks";

type Way = { href: string; label: string; isHere: boolean };

type Props = { label: string; ways: readonly Way[]; onFollow?(href: string): void };

/** Links between the parts of a screen; the one that is open is marked. */
export function Ways({ label, ways, onFollow }: Props) {
  const nav = useRef<HTMLElement>(null);
  const here = ways.find(({ isHere }) => isHere)?.href;
  // where they do not all fit, the one that is open is in sight
  useEffect(() => {
    nav.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [here]);
  return (
    <nav class="ways" aria-label={label} ref={nav}>
      <ul>
        {ways.map((way) => (
          <li key={way.href}>
            <a
              class="way"
              href={way.href}
              aria-current={way.isHere ? "page" : undefined}
              onClick={(event) => {
                if (!onFollow || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
                event.preventDefault();
                onFollow(way.href);
              }}
            >
              {way.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

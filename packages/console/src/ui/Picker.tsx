import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import type { Lookup } from "../store/lookup.ts";
import { Icon } from "./Icon.tsx";
import { Shown } from "./Shown.tsx";

type Props<Row> = {
  of: Pick<Lookup<Row>, "q" | "reader" | "search">;
  /** What is looked for. */
  label: string;
  /** The language of what is typed, where it is not the page's. */
  lang?: string | undefined;
  loading: string;
  failed: string;
  none: string;
  takesFocus?: boolean;
  /** What else could be chosen, above what is found. */
  children?: ComponentChildren;
  keyOf(row: Row): string;
  row(row: Row): ComponentChildren;
};

/** A search field over what it finds, one of which is to be chosen. */
export function Picker<Row>({ of, label, lang, loading, failed, none, takesFocus, children, keyOf, row }: Props<Row>) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (takesFocus) input.current?.focus();
  }, []);
  return (
    <div class="picker">
      {children}
      <label class="unseen" for={id}>
        {label}
      </label>
      <div class="search">
        <Icon name="search" size={16} />
        <input
          id={id}
          ref={input}
          type="search"
          class="search-input"
          placeholder={label}
          maxLength={200}
          lang={lang}
          value={of.q.value}
          onInput={({ currentTarget }) => of.search(currentTarget.value)}
        />
      </div>
      <Shown of={of.reader} loading={loading} failed={failed}>
        {(rows) =>
          rows.length === 0 ? (
            <p class="quiet picker-none">{none}</p>
          ) : (
            <ul class="picker-hits">
              {rows.map((each) => (
                <li key={keyOf(each)} class="picker-hit">
                  {row(each)}
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
    </div>
  );
}

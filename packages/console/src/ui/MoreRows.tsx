import type { Rows } from "../store/reading.ts";

type Props<Row> = {
  of: Pick<Rows<Row>, "hasMore" | "more" | "loadMore">;
  words: { more: string; loading: string; failed: string };
};

/** The way to the next page of a list, where there is one. */
export function MoreRows<Row>({ of, words }: Props<Row>) {
  if (!of.hasMore.value) return null;
  const more = of.more.value;
  return (
    <div class="list-end">
      {more === "failed" && <p class="error">{words.failed}</p>}
      <button type="button" class="button" aria-disabled={more === "loading"} onClick={() => void of.loadMore()}>
        {more === "loading" ? words.loading : words.more}
      </button>
    </div>
  );
}

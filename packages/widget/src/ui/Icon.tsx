const paths = {
  back: "m14 6-6 6 6 6",
  go: "m10 6 6 6-6 6",
  down: "m6 10 6 6 6-6",
  close: "m7 7 10 10m0-10L7 17",
  search: "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14Zm9 2-4-4",
  send: "M12 19V6m-6 5 6-6 6 6",
  article: "M7 4h7l4 4v12H7ZM10 12h5m-5 4h5",
  spark: "M12 3c1 6 3 8 9 9-6 1-8 3-9 9-1-6-3-8-9-9 6-1 8-3 9-9Z",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-7 8c0-7 14-7 14 0",
  check: "m6 13 4 4 9-10",
} as const;

/** One line drawing in the colour of the words beside it, which say what it means. */
export function Icon({ name }: { name: keyof typeof paths }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}

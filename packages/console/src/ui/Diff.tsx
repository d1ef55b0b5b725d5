import type { ComponentChildren } from "preact";

type Run = { kind: "same" | "added" | "removed"; lines: readonly string[] };
type Props = {
  runs: readonly Run[];
  lang: string;
  words: { added: string; removed: string; unchanged(n: number): string };
};

/** Unchanged lines that are shown around a change. */
const around = 2;
const signs = { same: " ", added: "+", removed: "−" } as const;

/** What changed, line by line, with a sign and a tint; long stretches without a change are told in words. */
export function Diff({ runs, lang, words }: Props) {
  return (
    <div class="diff" lang={lang}>
      {runs.map((run, index) =>
        run.kind === "same" ? (
          <Same key={index} lines={run.lines} isFirst={index === 0} isLast={index === runs.length - 1} words={words} />
        ) : (
          <Lines key={index} kind={run.kind} lines={run.lines} name={words[run.kind]} />
        ),
      )}
    </div>
  );
}

type SameProps = { lines: readonly string[]; isFirst: boolean; isLast: boolean; words: Props["words"] };

function Same({ lines, isFirst, isLast, words }: SameProps) {
  const head = isFirst ? [] : lines.slice(0, around);
  const tail = isLast ? [] : lines.slice(Math.max(head.length, lines.length - around));
  const hidden = lines.length - head.length - tail.length;
  return (
    <>
      <Lines kind="same" lines={head} />
      {hidden > 0 && <p class="diff-skip">{words.unchanged(hidden)}</p>}
      <Lines kind="same" lines={tail} />
    </>
  );
}

function Lines({
  kind,
  lines,
  name,
}: {
  kind: Run["kind"];
  lines: readonly string[];
  name?: string;
}): ComponentChildren {
  return lines.map((line, index) => (
    <p key={index} class={`diff-line diff-${kind}`}>
      <span class="diff-sign" aria-hidden="true">
        {signs[kind]}
      </span>
      {name && <span class="unseen">{name}: </span>}
      <span class="diff-text">{line === "" ? "\u00a0" : line}</span>
    </p>
  ));
}

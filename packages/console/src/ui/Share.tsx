type Props = {
  label: string;
  /** 0 to 1, or undefined where there is nothing to measure. */
  share: number | undefined;
  figures: string;
  tone?: "plain" | "good";
  /** A place on the bar that matters, 0 to 1. */
  mark?: number;
};

/** A share as a quiet bar with its figures in words beside it. */
export function Share({ label, share, figures, tone = "plain", mark }: Props) {
  const percent = (value: number) => `${Math.round(Math.min(1, Math.max(0, value)) * 1000) / 10}%`;
  return (
    <div class="share">
      <p class="share-words">
        <span>{label}</span>
        <span class="share-figures">{figures}</span>
      </p>
      <svg class={`share-bar share-${tone}`} width="100%" height="8" aria-hidden="true" focusable="false">
        <rect class="share-ground" width="100%" height="8" rx="4" />
        {share !== undefined && share > 0 && <rect class="share-part" width={percent(share)} height="8" rx="4" />}
        {mark !== undefined && <rect class="share-mark" x={percent(mark)} width="2" height="8" />}
      </svg>
    </div>
  );
}

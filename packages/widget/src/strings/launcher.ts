import type { Lang } from "../contract.ts";

/** The few words the launcher needs before the panel has come. */
export const launcherWords: Record<
  Lang,
  { open: string; close: string; unread: string; failed: string; region: string }
> = {
  en: {
    open: "Open support",
    close: "Close support",
    unread: "{n} unread",
    failed: "Support could not be loaded. Try again",
    region: "Support",
  },
  ja: {
    open: "サポートを開く",
    close: "サポートを閉じる",
    unread: "未読{n}件",
    failed: "サポートを読み込めませんでした。もう一度お試しください",
    region: "サポート",
  },
};

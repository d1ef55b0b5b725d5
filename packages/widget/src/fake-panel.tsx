import type { Article, Content as Tree } from "@kotae/sdk/schema";
import { act, render } from "@testing-library/preact";
import { vi } from "vitest";
import type { Device } from "./device/device.ts";
import { fakeWidget, settled } from "./fake.ts";
import { WidgetContext } from "./ui/context.ts";
import { PanelView } from "./ui/PanelView.tsx";

/** An article of that content. */
export const article = (content: Tree[]): Article => ({
  id: "a1",
  slug: "brakes",
  key: "brakes",
  lang: "ja",
  title: "ブレーキの調整",
  summary: "",
  category: "",
  status: "published",
  visibility: "public",
  url: "/help/ja/brakes",
  version: 1,
  publishAt: null,
  expiresAt: null,
  reviewAt: null,
  owner: null,
  siteId: null,
  deskId: null,
  popular: false,
  updatedAt: "2026-11-03T09:00:00.000Z",
  body: "",
  content,
  keywords: [],
  translations: [],
});

/** The panel, drawn and open, over a server of the functions given. */
export async function open(answers: Parameters<typeof fakeWidget>[0] = {}, device?: Device) {
  const set = fakeWidget(answers, device);
  const close = vi.fn();
  render(
    <WidgetContext.Provider value={set.widget}>
      <PanelView close={close} />
    </WidgetContext.Provider>,
  );
  await act(async () => {
    set.widget.setOpen(true);
    await settled();
  });
  return { ...set, close };
}

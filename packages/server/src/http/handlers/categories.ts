import { listCategories, orderCategories, renameCategory } from "../../knowledge/index.ts";
import type { Handlers } from "../context.ts";

type Names = "listCategories" | "renameCategory" | "orderCategories";

export const categoryHandlers: Pick<Handlers, Names> = {
  async listCategories({ storage }, { lang }) {
    return { items: await listCategories(storage.db, lang), nextCursor: null };
  },
  renameCategory: ({ act }, input) => act(async (deed) => ({ moved: await renameCategory(deed, input) })),
  orderCategories: ({ act }, input) =>
    act(async (deed) => ({ items: await orderCategories(deed, input), nextCursor: null })),
};

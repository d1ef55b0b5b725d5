import { KotaeError } from "@kotae/sdk";
import type { Article } from "@kotae/sdk/schema";
import { describe, expect, it, vi } from "vitest";
import { aDesk, aListed, anArticle, settled } from "../fakes.ts";
import { CategoriesModel } from "./categories.ts";
import { EditorModel } from "./editor.ts";
import { TranslationsModel } from "./translations.ts";

const japanese = aListed({ id: "b1", key: "henpin", lang: "ja", title: "返品", langs: ["ja"] });
const link = (id: string, lang: string) => ({ id, lang, url: "" });

async function open(article: Article, answers: Parameters<typeof aDesk>[0]) {
  const bench = aDesk({
    getArticle: async () => article,
    previewArticle: async () => ({ content: [] }),
    listArticles: async () => ({ items: [japanese, aListed({ id: "b2", lang: "ja" })], nextCursor: null }),
    ...answers,
  });
  const editor = new EditorModel(bench.desk, { id: article.id });
  await settled();
  const translations = new TranslationsModel(bench.desk, editor);
  return { ...bench, editor, translations };
}

describe("translations", () => {
  it("links an article to one in another language, keeps what is unsaved, and takes it back", async () => {
    const updateArticle = vi.fn(async ({ key }: { key?: string | null | undefined }) =>
      anArticle({ key: key ?? "", translations: key === "henpin" ? [link("b1", "ja")] : [] }),
    );
    const { editor, translations, desk } = await open(anArticle(), { updateArticle: updateArticle as never });
    editor.put({ body: "Unsaved" });
    translations.look("ja");
    await settled();
    // what belongs to it already is no choice
    expect(translations.reader.peek()?.map(({ id }) => id)).toEqual(["b1"]);
    await translations.link(japanese);
    expect(updateArticle).toHaveBeenLastCalledWith({ id: "a1", key: "henpin" });
    expect(editor.article.value?.translations).toEqual([link("b1", "ja")]);
    expect([editor.form.value.body, editor.isDirty.value, translations.wanted.value]).toEqual(["Unsaved", true, ""]);
    expect(desk.toasts.items.value[0]?.text).toBe("“返品” is this article in another language now.");
    desk.toasts.items.value[0]?.undo?.();
    await settled();
    expect(updateArticle).toHaveBeenLastCalledWith({ id: "a1", key: "refunds" });
    expect(editor.article.value?.translations).toEqual([]);
  });

  it("lets the other one join where this one has translations already", async () => {
    const article = anArticle({ translations: [link("c1", "fr")] });
    const updateArticle = vi.fn(async () => anArticle({ id: "b1", lang: "ja" }));
    const { translations } = await open(article, { updateArticle });
    await translations.link(japanese);
    expect(updateArticle).toHaveBeenCalledWith({ id: "b1", key: "refunds" });
  });

  it("parts an article from its translations", async () => {
    const updateArticle = vi.fn(async () => anArticle({ key: "refunds-2" }));
    const { editor, translations, desk } = await open(anArticle({ translations: [link("b1", "ja")] }), {
      updateArticle,
    });
    await translations.unlink();
    expect(updateArticle).toHaveBeenCalledWith({ id: "a1", key: null });
    expect(editor.article.value).toMatchObject({ key: "refunds-2", translations: [] });
    expect(desk.toasts.items.value[0]?.text).toBe("It stands by itself now.");
  });

  it("says why two cannot be linked, and changes nothing", async () => {
    const { editor, translations, desk } = await open(anArticle(), {
      updateArticle: async () => {
        const message = "is that of “Money back”, which is in this language too";
        throw new KotaeError("invalid_input", "No.", { errors: [{ path: "key", message }] });
      },
    });
    await translations.link(japanese);
    expect(desk.toasts.items.value[0]).toMatchObject({ tone: "bad" });
    expect(desk.toasts.items.value[0]?.text).toContain("“Money back” is in this language too");
    expect(editor.article.value?.translations).toEqual([]);
  });
});

describe("categories", () => {
  const three = ["Payment", "Shipping", "Account"].map((name) => ({ name, articles: 2, published: 1 }));
  async function openCategories(answers: Parameters<typeof aDesk>[0]) {
    const bench = aDesk({ listCategories: async () => ({ items: three, nextCursor: null }), ...answers });
    const categories = new CategoriesModel(bench.desk, "en");
    await settled();
    return { ...bench, categories, names: () => categories.reader.peek()?.map(({ name }) => name) };
  }

  it("moves one under the hand, and back where the server refuses", async () => {
    let works = true;
    const orderCategories = vi.fn(async ({ names }: { names: string[] }) => {
      if (!works) throw new KotaeError("network", "No.");
      return { items: names.map((name) => ({ name, articles: 2, published: 1 })), nextCursor: null };
    });
    const { categories, names, desk } = await openCategories({ orderCategories: orderCategories as never });
    const moving = categories.move("Shipping", -1);
    expect(names()).toEqual(["Shipping", "Payment", "Account"]);
    expect(await moving).toBe(true);
    expect(orderCategories).toHaveBeenCalledWith({ lang: "en", names: ["Shipping", "Payment", "Account"] });
    expect(await categories.move("Shipping", -1)).toBe(false);
    works = false;
    expect(await categories.move("Account", -1)).toBe(false);
    expect(names()).toEqual(["Shipping", "Payment", "Account"]);
    expect(desk.toasts.items.value.at(-1)?.tone).toBe("bad");
  });

  it("renames one everywhere, with a way back unless two became one", async () => {
    const renameCategory = vi.fn(async () => ({ moved: 2 }));
    const { categories, desk } = await openCategories({ renameCategory });
    expect(await categories.rename("Payment", "  ")).toBe("Enter a name.");
    expect(await categories.rename("Payment", "Payment")).toBeUndefined();
    expect(renameCategory).not.toHaveBeenCalled();
    await categories.rename("Payment", " Money ");
    expect(renameCategory).toHaveBeenCalledWith({ lang: "en", name: "Payment", to: "Money" });
    const said = desk.toasts.items.value.at(-1);
    expect(said?.text).toBe("2 articles are under “Money” now.");
    said?.undo?.();
    await settled();
    expect(renameCategory).toHaveBeenLastCalledWith({ lang: "en", name: "Money", to: "Payment" });
    await categories.rename("Payment", "Shipping");
    expect(desk.toasts.items.value.at(-1)?.undo).toBeUndefined();
  });
});

import { describe, expect, it } from "vitest";
import { engines } from "../../../../../tests/support/engines.ts";
import { up as first } from "./0001-first.ts";
import { up as answers } from "./0002-answers.ts";
import { onNothing } from "./nothing.testing.ts";

describe.each(engines)("the step to 0002 on $name", ({ name }) => {
  it("makes what was written before everybody's first version, with the images it shows", async () => {
    await onNothing(name, async (db) => {
      await first(db);
      const article = (id: string, content: unknown) => ({
        id,
        slug: id,
        key: id,
        lang: "ja",
        title: "返品する",
        summary: "要約",
        category: "",
        body: "![図](dot.svg)\n\n本文",
        content: JSON.stringify(content),
        keywords: '["返品"]',
        status: "published" as const,
        visibility: "public" as const,
        popular: 0,
        position: 0,
        source: "/help",
        source_path: `${id}.md`,
        source_hash: "x",
        created_at: 1,
        updated_at: 7,
      });
      const shown = ["img", { src: "/help/files/a.svg", alt: "図", "data-file": "dot.svg" }];
      await db
        .insertInto("articles")
        .values([article("a", [["p", {}, "x", shown]]), article("b", [["p", {}, "x"]])])
        .execute();
      await answers(db);
      const versions = await db.selectFrom("article_versions").selectAll().orderBy("article_id").execute();
      expect(versions).toMatchObject([
        {
          article_id: "a",
          version: 1,
          title: "返品する",
          keywords: '["返品"]',
          images: '{"dot.svg":"/help/files/a.svg"}',
        },
        { article_id: "b", version: 1, body: "![図](dot.svg)\n\n本文", images: "{}", created_at: 7, author_id: null },
      ]);
      expect(await db.selectFrom("articles").select(["version", "publish_at", "site_id"]).execute()).toEqual([
        { version: 1, publish_at: null, site_id: null },
        { version: 1, publish_at: null, site_id: null },
      ]);
    });
  });
});

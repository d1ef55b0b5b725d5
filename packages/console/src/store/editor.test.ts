import { KotaeError } from "@kotae/sdk";
import { describe, expect, it, vi } from "vitest";
import { aDesk, anArticle, aQuestion, memoryStorage, settled } from "../fakes.ts";
import { VersionsModel } from "./article-history.ts";
import { EditorModel } from "./editor.ts";
import { TryAnswerModel } from "./try-answer.ts";

const shown = async () => ({ content: [] });
const existing = { id: "a1" };
const fresh = { lang: "en", key: "", from: "", title: "", question: "" };

async function open(
  answers: Parameters<typeof aDesk>[0],
  storage = memoryStorage(),
  start: ConstructorParameters<typeof EditorModel>[1] = existing,
) {
  const bench = aDesk({ previewArticle: shown, getArticle: async () => anArticle(), ...answers }, storage);
  const editor = new EditorModel(bench.desk, start);
  await settled();
  return { ...bench, editor };
}

describe("the editor", () => {
  it("sends only what changed, from the version it began with", async () => {
    const updateArticle = vi.fn(async () => anArticle({ body: "New", version: 4 }));
    const { editor } = await open({ updateArticle });
    expect(editor.isDirty.value).toBe(false);
    editor.put({ body: "New" });
    expect(editor.isDirty.value).toBe(true);
    await editor.save();
    expect(updateArticle).toHaveBeenCalledWith({ id: "a1", body: "New", ifVersion: 3 });
    expect(editor.isDirty.value).toBe(false);
  });

  it("marks the question it was begun from as answered by it, once it exists", async () => {
    const createArticle = vi.fn(async () => anArticle({ id: "a9", status: "draft", title: "Refunds" }));
    const reviewQuestion = vi.fn(async () => aQuestion());
    const answers = { createArticle, reviewQuestion };
    const { editor, desk } = await open(answers, memoryStorage(), { ...fresh, title: "Refunds", question: "q1" });
    editor.put({ body: "Within 14 days." });
    expect(reviewQuestion).not.toHaveBeenCalled();
    await editor.save();
    await settled();
    expect(reviewQuestion).toHaveBeenCalledExactlyOnceWith({ id: "q1", rightArticleId: "a9" });
    expect(desk.toasts.items.value.map(({ text }) => text)).toContain(
      "The question is reviewed: “Refunds” is to answer it.",
    );
  });

  it("makes one article where save is pressed twice", async () => {
    const createArticle = vi.fn(async () => anArticle({ id: "a9", status: "draft" }));
    const { editor } = await open({ createArticle }, memoryStorage(), { ...fresh, title: "Refunds" });
    await Promise.all([editor.save(), editor.save(), editor.setStatus("published")]);
    expect(createArticle).toHaveBeenCalledOnce();
  });

  it("says in the writer's words what the server objects to", async () => {
    const updateArticle = async () => {
      throw new KotaeError("invalid_input", "No.", {
        errors: [{ path: "expiresAt", message: "must be after publishAt" }],
      });
    };
    const { editor } = await open({ updateArticle });
    editor.put({ body: "New" });
    await editor.save();
    expect(editor.wrong.value).toEqual({ form: "Taken back at: It must be later than the time it goes out." });
  });

  it("keeps what was typed while it was being saved", async () => {
    let answer = () => {};
    const updateArticle = () =>
      new Promise<ReturnType<typeof anArticle>>((resolve) => {
        answer = () => resolve(anArticle({ body: "One", version: 4 }));
      });
    const { editor } = await open({ updateArticle });
    editor.put({ body: "One" });
    const saving = editor.save();
    editor.put({ body: "One and two" });
    answer();
    await saving;
    expect(editor.form.value.body).toBe("One and two");
    expect(editor.isDirty.value).toBe(true);
  });

  it("brings unsaved text back after a reload, and lets it be put aside", async () => {
    const storage = memoryStorage();
    const before = await open({}, storage);
    before.editor.put({ body: "Half a sentence" });
    before.clock.turn(400);
    before.editor[Symbol.dispose]();
    const after = await open({}, storage);
    expect(after.editor.form.value.body).toBe("Half a sentence");
    expect(after.editor.restored.value).toBeDefined();
    after.editor.discard();
    expect(after.editor.form.value.body).toBe("Text");
    after.desk.toasts.items.value[0]?.undo?.();
    expect(after.editor.form.value.body).toBe("Half a sentence");
  });

  it("shows who saved meanwhile, and saves over it only when told to", async () => {
    const theirs = anArticle({ body: "Theirs", version: 4 });
    const updateArticle = vi
      .fn()
      .mockRejectedValueOnce(new KotaeError("conflict", "No."))
      .mockResolvedValueOnce(anArticle({ body: "Mine", version: 5 }));
    const getArticle = vi.fn().mockResolvedValueOnce(anArticle()).mockResolvedValueOnce(theirs);
    const listArticleVersions = async () => ({
      items: [
        {
          version: 4,
          title: "Refunds",
          author: { id: "kenji", name: "Kenji" },
          note: "",
          createdAt: "2026-03-04T12:00:00Z",
          added: 1,
          removed: 1,
        },
      ],
      nextCursor: null,
    });
    const { editor } = await open({ updateArticle, getArticle, listArticleVersions });
    editor.put({ body: "Mine" });
    expect(await editor.save()).toBeUndefined();
    expect(editor.clash.value).toMatchObject({ by: "Kenji", theirs: { body: "Theirs" } });
    expect(editor.form.value.body).toBe("Mine");
    editor.settle("mine");
    await settled();
    expect(updateArticle).toHaveBeenLastCalledWith({ id: "a1", body: "Mine", ifVersion: 4 });
    expect(editor.clash.value).toBeUndefined();
    expect(editor.isDirty.value).toBe(false);
  });

  it("takes theirs, and gives mine back with the undo", async () => {
    const updateArticle = async () => {
      throw new KotaeError("conflict", "No.");
    };
    const getArticle = vi
      .fn()
      .mockResolvedValueOnce(anArticle())
      .mockResolvedValueOnce(anArticle({ body: "Theirs", version: 4 }));
    const { editor, desk } = await open({
      updateArticle,
      getArticle,
      listArticleVersions: async () => ({ items: [], nextCursor: null }),
    });
    editor.put({ body: "Mine" });
    await editor.save();
    editor.settle("theirs");
    expect([editor.form.value.body, editor.isDirty.value]).toEqual(["Theirs", false]);
    desk.toasts.items.value[0]?.undo?.();
    expect(editor.form.value.body).toBe("Mine");
  });

  it("asks for a title before it saves, and loses nothing when the server refuses", async () => {
    const createArticle = vi.fn(async () => {
      throw new KotaeError("network", "No.");
    });
    const { editor, desk } = await open({ createArticle }, memoryStorage(), fresh);
    editor.put({ body: "Text" });
    await editor.save();
    expect(editor.wrong.value.title).toBe("Give it a title first.");
    expect(createArticle).not.toHaveBeenCalled();
    editor.put({ title: "Refunds" });
    await editor.save();
    expect(desk.toasts.items.value[0]?.text).toContain("your text is kept");
    expect(editor.form.value.body).toBe("Text");
  });

  it("saves before it publishes, and takes a publication back", async () => {
    const calls: string[] = [];
    const { editor, desk } = await open({
      updateArticle: async (input) => {
        calls.push(`update ${JSON.stringify(input.status ?? input.body)}`);
        return anArticle({ body: "New", version: 4 });
      },
      publishArticle: async () => {
        calls.push("publish");
        return anArticle({ body: "New", version: 4, status: "published" });
      },
    });
    editor.put({ body: "New" });
    await editor.setStatus("published");
    expect(calls).toEqual(['update "New"', "publish"]);
    desk.toasts.items.value[0]?.undo?.();
    await settled();
    expect(calls).toEqual(['update "New"', "publish", 'update "draft"']);
  });

  it("begins a translation with what there is", async () => {
    const { editor } = await open({}, memoryStorage(), { lang: "ja", key: "refunds", from: "a1", title: "" });
    expect(editor.form.value).toMatchObject({ lang: "ja", title: "Refunds", body: "Text", publishAt: "" });
    expect(editor.isDirty.value).toBe(false);
  });

  it("renders once the typing pauses", async () => {
    const previewArticle = vi.fn(shown);
    const { editor, clock } = await open({ previewArticle });
    previewArticle.mockClear();
    editor.put({ body: "a" });
    editor.put({ body: "ab" });
    editor.put({ title: "Other" });
    clock.turn(400);
    await settled();
    expect(previewArticle).toHaveBeenCalledTimes(1);
    expect(previewArticle).toHaveBeenCalledWith({ id: "a1", body: "ab", lang: "en" });
  });
});

it("asks what the text would answer as it stands, and again after a change of it", async () => {
  const previewAnswer = vi.fn(async () => ({
    decision: "answer" as const,
    answer: "Yes. [1]",
    citations: [],
    confidence: 0.9,
    threshold: 0.5,
    reasons: ["sure"],
    ranked: [],
  }));
  const { editor, desk, clock } = await open({ previewAnswer });
  const model = new TryAnswerModel(desk, editor.form, "a1", { first: "", questionId: "" });
  model.ask("Refund?");
  expect(previewAnswer).not.toHaveBeenCalled();
  clock.turn(500);
  await settled();
  expect(previewAnswer).toHaveBeenCalledTimes(1);
  expect(previewAnswer.mock.lastCall?.at(0)).toMatchObject({ question: "Refund?", draft: { id: "a1", body: "Text" } });
  editor.put({ body: "Refunds take five days." });
  clock.turn(1_500);
  await settled();
  expect(previewAnswer.mock.lastCall?.at(0)).toMatchObject({ draft: { body: "Refunds take five days." } });
  model.commit();
  model.commit("Other?");
  model.commit("Refund?");
  expect(desk.tested.value).toEqual(["Refund?", "Other?"]);
  model.forget("Other?");
  expect(desk.tested.value).toEqual(["Refund?"]);
});

it("tries a visitor's own words after what had been said before them, and other words by themselves", async () => {
  const previewAnswer = vi.fn(async () => ({
    ...{ decision: "answer" as const, answer: "Yes.", citations: [], confidence: 0.9, threshold: 0.5 },
    ...{ reasons: ["sure"], ranked: [] },
  }));
  const { editor, desk } = await open({ previewAnswer });
  const model = new TryAnswerModel(desk, editor.form, "a1", { first: "And for gift cards?", questionId: "q1" });
  await settled();
  expect(previewAnswer.mock.lastCall?.at(0)).toMatchObject({ question: "And for gift cards?", questionId: "q1" });
  model.commit("What about shoes?");
  await settled();
  expect(previewAnswer.mock.lastCall?.at(0)).not.toHaveProperty("questionId");
});

it("restores a version and says so", async () => {
  const restoreArticleVersion = vi.fn(async () => anArticle({ version: 4, body: "Old" }));
  const { desk } = await open({ restoreArticleVersion });
  const versions = new VersionsModel(desk, "a1");
  expect(await versions.restore(1)).toMatchObject({ body: "Old" });
  expect(desk.toasts.items.value[0]?.text).toBe("Version 1 is the text again.");
});

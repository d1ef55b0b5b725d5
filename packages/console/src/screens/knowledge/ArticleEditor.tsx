import { KotaeError } from "@kotae/sdk";
import { useModel } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { EditorModel, type EditorStart } from "../../store/editor.ts";
import { hrefOf } from "../../store/place.ts";
import { at, type SectionPlace } from "../../store/sections.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Empty } from "../../ui/Notice.tsx";
import { Shown } from "../../ui/Shown.tsx";
import { useWide } from "../../ui/use-wide.ts";
import { Ways } from "../../ui/Ways.tsx";
import { useConsole, useDesk } from "../context.ts";
import { useTitle } from "../use-title.ts";
import { ClashSheet } from "./ClashSheet.tsx";
import { EditorDetails } from "./EditorDetails.tsx";
import { EditorHead } from "./EditorHead.tsx";
import { EditorPreview, EditorText } from "./EditorText.tsx";
import { FeedbackPanel } from "./FeedbackPanel.tsx";
import { TryPanel } from "./TryPanel.tsx";
import { VersionsPanel } from "./VersionsPanel.tsx";
import { useKnowledge } from "./words.ts";

const sides = ["details", "try", "versions", "feedback"] as const;
type Pane = "write" | "preview" | (typeof sides)[number];
const panes: readonly Pane[] = ["write", "preview", ...sides];

function startOf({ id, query }: SectionPlace): EditorStart {
  const { lang = "en", key = "", from = "", title = "", question = "" } = query;
  return id === "new" ? { lang, key, from, title, question } : { id };
}

/** Writes one article: its text, how it looks, what it would answer, and what became of it before. */
export function ArticleEditor({ place }: { place: SectionPlace }) {
  const { router } = useConsole();
  const { k, language } = useKnowledge();
  const desk = useDesk();
  const editor = useModel(
    () => new EditorModel(desk, startOf({ ...place, query: { lang: language, ...place.query } })),
  );
  const isWide = useWide(1200);
  const isMedium = useWide(800);
  const isNew = place.id === "new";
  const [wentAhead, setWentAhead] = useState(0);
  const words = k.editor;
  const { title } = editor.form.value;
  useTitle(title || (isNew ? words.newTitle : k.articles.title));

  const go = (id: string) => router.go(at("articles", id, panelOf(place)), { replace: true });
  const save = async () => {
    const saved = await editor.save();
    if (saved && isNew) go(saved.id);
  };
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "s") return;
      event.preventDefault();
      void save();
    };
    const keep = () => editor.keep();
    document.addEventListener("keydown", onKeyDown);
    window.addEventListener("pagehide", keep);
    return () => {
      document.removeEventListener("keydown", onKeyDown);
      window.removeEventListener("pagehide", keep);
    };
  });

  // what the address names; else what fits the width
  const asked = panes.find((pane) => pane === place.query.panel);
  const isSide = (pane: Pane | undefined) => sides.some((side) => side === pane);
  const open: Pane = isWide
    ? isSide(asked) && asked
      ? asked
      : "details"
    : isMedium
      ? asked && asked !== "write"
        ? asked
        : "preview"
      : (asked ?? "write");
  const offered = panes.filter((pane) => {
    if (isNew && (pane === "versions" || pane === "feedback")) return false;
    return isWide ? isSide(pane) : isMedium ? pane !== "write" : true;
  });
  const state = editor.reader.state.value;
  if (state.step === "failed" && KotaeError.is(state.error) && state.error.code === "not_found") {
    return (
      <main id="content" class="page">
        <Empty icon="article" title={words.gone}>
          <a class="button" href={hrefOf(at("articles"))}>
            {k.articles.clear}
          </a>
        </Empty>
      </main>
    );
  }
  const articleId = isNew ? undefined : place.id;
  return (
    <main id="content" class="editor" data-pane={open}>
      <EditorHead editor={editor} isNew={isNew} questionId={place.query.question ?? ""} onSave={save} onCreated={go} />
      <div class="editor-ways">
        <Ways
          label={words.panes}
          ways={offered.map((pane) => ({
            href: hrefOf(at("articles", place.id, { ...place.query, panel: pane })),
            label: words.pane[pane],
            isHere: pane === open,
          }))}
          onFollow={(href) => router.go(href, { replace: true })}
        />
      </div>
      <Shown of={editor.reader} loading={words.loading} failed={words.failed}>
        {() => (
          <div class="editor-panes">
            <EditorText editor={editor} />
            <EditorPreview editor={editor} />
            <section class="editor-side" aria-label={words.pane[isSide(open) ? open : "details"]}>
              {(open === "details" || !isSide(open)) && <EditorDetails editor={editor} articleId={articleId} />}
              {open === "try" && (
                <TryPanel
                  form={editor.form}
                  articleId={articleId}
                  first={place.query.ask ?? ""}
                  questionId={place.query.question ?? ""}
                  lang={editor.form.value.lang}
                />
              )}
              {open === "versions" && articleId && (
                <VersionsPanel
                  key={`${editor.article.value?.version} ${wentAhead}`}
                  articleId={articleId}
                  editor={editor}
                  onRestored={(next) => {
                    editor.accept(next);
                    setWentAhead(wentAhead + 1);
                  }}
                />
              )}
              {open === "feedback" && articleId && (
                <FeedbackPanel articleId={articleId} lang={editor.form.value.lang} />
              )}
            </section>
          </div>
        )}
      </Shown>
      {editor.clash.value && <ClashSheet editor={editor} clash={editor.clash.value} />}
      {editor.restored.value !== undefined && editor.isDirty.value && (
        <Restored editor={editor} at={editor.restored.value} />
      )}
    </main>
  );
}

/** What stays open where a new article moves to its own address. */
const panelOf = ({ query: { panel = "", ask = "", question = "" } }: SectionPlace) => ({ panel, ask, question });

function Restored({ editor, at: keptAt }: { editor: InstanceType<typeof EditorModel>; at: number }) {
  const { k, f, t } = useKnowledge();
  return (
    <div class="editor-note" role="status">
      <Icon name="clock" size={16} />
      <p>{k.editor.restored(f.dateTime(new Date(keptAt).toISOString()))}</p>
      <button type="button" class="button button-quiet" onClick={editor.discard}>
        {k.editor.discard}
      </button>
      <button
        type="button"
        class="icon-button"
        aria-label={t.app.close}
        onClick={() => {
          editor.restored.value = undefined;
        }}
      >
        <Icon name="close" size={16} />
      </button>
    </div>
  );
}

import type { Article, ArticleVersion } from "@kotae/sdk/schema";
import { useModel } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { type Versions, VersionsModel } from "../../store/article-history.ts";
import type { Editor } from "../../store/editor.ts";
import { Diff } from "../../ui/Diff.tsx";
import { Moment } from "../../ui/Moment.tsx";
import { MoreRows } from "../../ui/MoreRows.tsx";
import { Shown } from "../../ui/Shown.tsx";
import { useDesk } from "../context.ts";
import { useKnowledge } from "./words.ts";

type Props = { articleId: string; editor: Editor; onRestored(article: Article): void };

/** Every version of an article; one of them compared with the one before, and the way back to it. */
export function VersionsPanel({ articleId, editor, onRestored }: Props) {
  const { k } = useKnowledge();
  const desk = useDesk();
  const versions = useModel(() => new VersionsModel(desk, articleId));
  useEffect(() => void versions.rows.load(), [versions]);
  const words = k.history;
  const open = versions.open.value;
  return (
    <div class="panel">
      <h2 class="panel-title">{words.versions}</h2>
      <p class="hint">{words.versionsHint}</p>
      <Shown of={versions.rows} loading={words.versionsLoading} failed={words.versionsFailed} rows={4}>
        {(rows) =>
          rows.length === 0 ? (
            <p class="quiet">{words.versionsNone}</p>
          ) : (
            <ol class="versions">
              {rows.map((row, index) => (
                <li key={row.version}>
                  <Line row={row} isNewest={index === 0} versions={versions} />
                  {open === row.version && (
                    <Comparison
                      versions={versions}
                      isNewest={index === 0}
                      lang={editor.form.value.lang}
                      canRestore={!editor.isDirty.value}
                      onRestore={() =>
                        void versions.restore(row.version).then((article) => article && onRestored(article))
                      }
                    />
                  )}
                </li>
              ))}
            </ol>
          )
        }
      </Shown>
      <MoreRows
        of={versions.rows}
        words={{ more: k.articles.more, loading: words.versionsLoading, failed: words.versionsFailed }}
      />
    </div>
  );
}

function Line({ row, isNewest, versions }: { row: ArticleVersion; isNewest: boolean; versions: Versions }) {
  const { k } = useKnowledge();
  const words = k.history;
  const isOpen = versions.open.value === row.version;
  return (
    <button
      type="button"
      class="version"
      aria-expanded={isOpen}
      onClick={() => versions.compare(isOpen ? undefined : row.version)}
    >
      <span class="version-top">
        <span class="version-name">
          {words.version(row.version)}
          {isNewest && <span class="quiet"> ({words.current})</span>}
        </span>
        <Moment at={row.createdAt} as="age" />
      </span>
      <span class="version-note">
        {row.author?.name ?? words.byNobody}
        {row.version > 1 && ` · ${words.lines(row.added, row.removed)}`}
        {row.author && row.note && ` · ${row.note}`}
      </span>
    </button>
  );
}

type ComparisonProps = {
  versions: Versions;
  isNewest: boolean;
  lang: string;
  canRestore: boolean;
  onRestore(): void;
};

function Comparison({ versions, isNewest, lang, canRestore, onRestore }: ComparisonProps) {
  const { k } = useKnowledge();
  const words = k.history;
  return (
    <div class="comparison">
      <Shown of={versions.detail} loading={words.differenceLoading} failed={words.differenceFailed}>
        {({ difference }) => {
          const fields = [...new Set(difference.map(({ field }) => field))];
          const changed = fields.filter((field) =>
            difference.some((run) => run.field === field && run.kind !== "same"),
          );
          return (
            <>
              {changed.length === 0 && <p class="quiet">{words.noDifference}</p>}
              {changed.map((field) => (
                <section key={field} class="difference">
                  <h3>{words.fields[field] ?? field}</h3>
                  <Diff runs={difference.filter((run) => run.field === field)} lang={lang} words={words} />
                </section>
              ))}
              {!isNewest && (
                <>
                  {!canRestore && <p class="hint">{words.unsavedFirst}</p>}
                  <button
                    type="button"
                    class="button"
                    aria-disabled={!canRestore || versions.isRestoring.value}
                    onClick={() => canRestore && onRestore()}
                  >
                    {versions.isRestoring.value ? words.restoring : words.restore}
                  </button>
                </>
              )}
            </>
          );
        }}
      </Shown>
    </div>
  );
}

import { useModel } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { hrefOf } from "../../store/place.ts";
import { at } from "../../store/sections.ts";
import { ToolModel } from "../../store/tools.ts";
import { ConfirmSheet } from "../../ui/ConfirmSheet.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Kbd } from "../../ui/Kbd.tsx";
import { Shown } from "../../ui/Shown.tsx";
import { useConsole, useDesk } from "../context.ts";
import { modifier } from "../modifier.ts";
import { useTitle } from "../use-title.ts";
import { DryRun } from "./DryRun.tsx";
import { RetiredTool } from "./RetiredTool.tsx";
import { RunLog } from "./RunLog.tsx";
import { SecretSheet } from "./SecretSheet.tsx";
import { ToolFields } from "./ToolFields.tsx";
import { ToolForm } from "./ToolForm.tsx";
import { useAssistantWords } from "./words.ts";

/** One tool: what it is, what it asks for, a trial of it, and what it did. */
export function ToolPage({ id }: { id: string }) {
  const { router } = useConsole();
  const { a, language } = useAssistantWords();
  const desk = useDesk();
  const isNew = id === "new";
  const tool = useModel(() => new ToolModel(desk, isNew ? undefined : id));
  const [sheet, setSheet] = useState<"rotate" | "remove">();
  const [madeId, setMadeId] = useState<string>();
  const words = a.tools;
  const isAdmin = desk.me.value.role === "admin";
  const form = tool.form.value;
  const errors = tool.errors.value;
  const title = (language === "ja" ? form.titleJa || form.titleEn : form.titleEn || form.titleJa) || form.name;
  useTitle(title || words.newTitle);

  const save = async () => {
    const saved = await tool.save();
    // the secret is seen first; its sheet leads on
    if (saved && isNew) setMadeId(saved.id);
    if (!saved) requestAnimationFrame(() => document.querySelector<HTMLElement>(".page [aria-invalid]")?.focus());
  };
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "s") return;
      event.preventDefault();
      if (isAdmin && !tool.retired.peek()) void save();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  });

  return (
    <div class="page settings">
      <p class="page-back">
        <a href={hrefOf(at("tools"))}>
          <Icon name="back" size={16} />
          {words.back}
        </a>
      </p>
      <Shown of={tool.reader} loading={words.toolLoading} failed={words.toolFailed} rows={6}>
        {() =>
          tool.retired.value ? (
            <RetiredTool retired={tool.retired.value} tool={tool} />
          ) : (
            <>
              <header class="page-head">
                <h1>{title || words.newTitle}</h1>
                {isAdmin && (
                  <div class="page-actions">
                    <span class="unsaved page-unsaved" role="status">
                      {tool.isDirty.value && !isNew ? words.unsaved : ""}
                    </span>
                    <button
                      type="button"
                      class="button button-main"
                      aria-disabled={tool.isWorking.value}
                      aria-keyshortcuts="Control+S Meta+S"
                      onClick={() => void save()}
                    >
                      {tool.isWorking.value ? words.saving : words.save}
                      <Kbd>{`${modifier} S`}</Kbd>
                    </button>
                  </div>
                )}
              </header>
              {!isAdmin && (
                <p class="note-line">
                  <Icon name="lock" size={16} />
                  {words.readOnly}
                </p>
              )}
              {tool.problem.value && (
                <p class="note-line">
                  <Icon name="warning" size={16} />
                  {words.problem[tool.problem.value]}
                </p>
              )}
              {errors.form && (
                <p class="error error-block" role="alert">
                  {errors.form}
                </p>
              )}
              <fieldset class="setting-groups" disabled={!isAdmin}>
                <legend class="unseen">{words.basics}</legend>
                <ToolForm tool={tool} />
                <ToolFields tool={tool} />
              </fieldset>
              {!isNew && isAdmin && <DryRun tool={tool} />}
              {!isNew && <RunLog tool={tool} />}
              {!isNew && isAdmin && (
                <section class="setting-group" aria-label={words.secret}>
                  <h2>{words.secret}</h2>
                  <div class="card-deeds">
                    <button type="button" class="button" onClick={() => setSheet("rotate")}>
                      {words.rotate}
                    </button>
                    <button type="button" class="button button-danger" onClick={() => setSheet("remove")}>
                      <Icon name="trash" size={16} />
                      {words.remove}
                    </button>
                  </div>
                </section>
              )}
            </>
          )
        }
      </Shown>
      {tool.secret.value !== undefined && (
        <SecretSheet
          secret={tool.secret.value}
          onClose={() => {
            tool.secret.value = undefined;
            if (madeId !== undefined) router.go(at("tools", madeId), { replace: true });
          }}
        />
      )}
      {sheet === "rotate" && (
        <ConfirmSheet
          title={words.rotateTitle}
          text={words.rotateText}
          action={words.rotate}
          onConfirm={tool.rotate}
          onClose={() => setSheet(undefined)}
        />
      )}
      {sheet === "remove" && (
        <ConfirmSheet
          title={words.removeTitle}
          text={words.removeText(form.name)}
          action={words.remove}
          onConfirm={async () => {
            if (!(await tool.remove())) return;
            desk.toasts.say(words.removed(form.name));
            router.go(at("tools"), { replace: true });
          }}
          onClose={() => setSheet(undefined)}
        />
      )}
    </div>
  );
}

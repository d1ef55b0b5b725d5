import type { RetiredTool as Retired } from "@kotae/sdk/schema";
import type { ToolEditor } from "../../store/tools.ts";
import { Icon } from "../../ui/Icon.tsx";
import { useTitle } from "../use-title.ts";
import { RunLog } from "./RunLog.tsx";
import { useAssistantWords } from "./words.ts";

/** A tool that was deleted: what it was, and what it did. */
export function RetiredTool({ retired, tool }: { retired: Retired; tool: ToolEditor }) {
  const { a, f, language } = useAssistantWords();
  const words = a.tools;
  const title = retired.title[language] ?? retired.title.en ?? retired.title.ja ?? retired.name;
  useTitle(title);
  return (
    <>
      <header class="page-head">
        <h1>{title}</h1>
      </header>
      <p class="note-line">
        <Icon name="box" size={16} />
        {words.retiredBy(retired.by, f.dateTime(retired.retiredAt))}
      </p>
      <RunLog tool={tool} />
    </>
  );
}

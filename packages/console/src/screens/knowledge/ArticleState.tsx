import type { ArticleRow } from "@kotae/sdk/schema";
import { Icon, type IconName } from "../../ui/Icon.tsx";
import { useKnowledge } from "./words.ts";

type Props = { article: Pick<ArticleRow, "status" | "visibility" | "publishAt"> };
const icons: Record<ArticleRow["status"] | "scheduled", IconName> = {
  draft: "pen",
  scheduled: "clock",
  published: "check",
  archived: "box",
};

/** Whether an article is out, for whom, and when a draft goes out by itself. */
export function ArticleState({ article: { status, visibility, publishAt } }: Props) {
  const { k, f } = useKnowledge();
  const shown = status === "draft" && publishAt !== null ? "scheduled" : status;
  return (
    <span class={status === "published" ? "state state-public" : "state"}>
      <Icon name={icons[shown]} size={16} />
      <span>
        {k.articles.status[shown]}
        {visibility === "internal" && <span class="quiet"> · {k.articles.internal}</span>}
        {shown === "scheduled" && publishAt && (
          <span class="quiet wide-only">
            {" "}
            · <time dateTime={publishAt}>{f.dateTime(publishAt)}</time>
          </span>
        )}
      </span>
    </span>
  );
}

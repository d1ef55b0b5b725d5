import { hrefOf } from "../../store/place.ts";
import { at, type SectionPlace } from "../../store/sections.ts";
import { RoomHead } from "../RoomHead.tsx";
import { ArticleEditor } from "./ArticleEditor.tsx";
import { ArticlesPage } from "./ArticlesPage.tsx";
import { GapsPage } from "./GapsPage.tsx";
import { QuestionsPage } from "./QuestionsPage.tsx";
import { SynonymsPage } from "./SynonymsPage.tsx";
import { VotesPage } from "./VotesPage.tsx";
import { useKnowledge } from "./words.ts";
import "../../styles/room.css";
import "../../styles/split.css";
import "../../styles/editor.css";
import "../../styles/article.css";
import "../../styles/reasons.css";
import "../../styles/history.css";
import "../../styles/gaps.css";
import "../../styles/knowledge.css";

const parts = ["articles", "questions", "votes", "gaps", "synonyms"] as const;

/** What the articles say, what was asked of them, what they leave open, and which words mean the same. */
export function KnowledgeRoom({ place }: { place: SectionPlace }) {
  const { k } = useKnowledge();
  if (place.screen === "articles" && place.id !== "") {
    const { key = "", lang = "", from = "", question = "" } = place.query;
    // every article, and every new one, begins with an editor of its own
    return <ArticleEditor key={`${place.id} ${lang} ${key} ${from} ${question}`} place={place} />;
  }
  return (
    <main id="content" class={place.id === "" ? "room" : "room has-open"}>
      <RoomHead
        title={k.knowledge.title}
        label={k.knowledge.ways}
        ways={parts.map((screen) => ({
          href: hrefOf(at(screen)),
          label: k[screen].title,
          isHere: screen === place.screen,
        }))}
      />
      {place.screen === "articles" && <ArticlesPage place={place} />}
      {place.screen === "questions" && <QuestionsPage place={place} />}
      {place.screen === "votes" && <VotesPage place={place} />}
      {place.screen === "gaps" && <GapsPage place={place} />}
      {place.screen === "synonyms" && <SynonymsPage place={place} />}
    </main>
  );
}

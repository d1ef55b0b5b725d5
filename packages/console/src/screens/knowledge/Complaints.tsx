import type { Complaint } from "@kotae/sdk/schema";
import { hrefOf } from "../../store/place.ts";
import { at } from "../../store/sections.ts";
import { Icon } from "../../ui/Icon.tsx";
import { languageOf } from "../../ui/language.ts";
import { useKnowledge } from "./words.ts";

/** What was said against an answer: why somebody should look at it. */
export function Complaints({ complaints, lang }: { complaints: readonly Complaint[]; lang: string }) {
  const { k } = useKnowledge();
  const words = k.questions;
  if (complaints.length === 0) return null;
  return (
    <section class="card complaints" aria-label={words.against}>
      <h3>{words.against}</h3>
      <ul>
        {complaints.map((complaint, index) => (
          <li key={index} class="complaint">
            <Icon name="warning" size={16} />
            <div>
              <p>
                {complaint.kind === "rating"
                  ? words.ratedLow(complaint.score)
                  : complaint.kind === "vote"
                    ? words.votedAgainst
                    : words.notSolved}
                {complaint.kind === "vote" && (
                  <>
                    {" "}
                    <a
                      href={hrefOf(at("articles", complaint.articleId, { panel: "feedback" }))}
                      lang={languageOf(complaint.title, lang)}
                    >
                      {complaint.title}
                    </a>
                  </>
                )}
              </p>
              {complaint.kind !== "refused" && complaint.comment && (
                <blockquote lang={languageOf(complaint.comment, lang)}>{complaint.comment}</blockquote>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

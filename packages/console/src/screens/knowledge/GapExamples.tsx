import type { Gap, GapDetail } from "@kotae/sdk/schema";
import { useState } from "preact/hooks";
import { hrefOf } from "../../store/place.ts";
import { at } from "../../store/sections.ts";
import { languageOf } from "../../ui/language.ts";
import { GapPicker } from "./GapPicker.tsx";
import { useKnowledge } from "./words.ts";

type Props = {
  gap: GapDetail;
  /** Moves a question to another gap, or to one of its own where none is named. */
  onMove(questionId: string, into: Gap | undefined): void;
};

/** What was asked, and the way out for a question that belongs elsewhere. */
export function GapExamples({ gap, onMove }: Props) {
  const { k } = useKnowledge();
  const [movingId, setMoving] = useState<string>();
  const words = k.gaps;
  // the last question of a gap is the gap
  const canMove = gap.questions > 1;
  const move = (questionId: string, into: Gap | undefined) => {
    setMoving(undefined);
    onMove(questionId, into);
  };
  return (
    <section class="card" aria-label={words.examples}>
      <h3>{words.examples}</h3>
      <ul class="examples">
        {gap.examples.map((question) => (
          <li key={question.id}>
            <div class="example">
              <a
                href={hrefOf(at("questions", question.id, { view: "all", gap: gap.id }))}
                lang={languageOf(question.text, question.lang)}
              >
                {question.text}
              </a>
              {canMove && (
                <button
                  type="button"
                  class="link-button"
                  aria-expanded={movingId === question.id}
                  aria-label={words.moveThis(question.text)}
                  onClick={() => setMoving(movingId === question.id ? undefined : question.id)}
                >
                  {words.move}
                </button>
              )}
            </div>
            {movingId === question.id && (
              <GapPicker gap={gap} near={gap.near} action={words.moveHere} onChoose={(into) => move(question.id, into)}>
                <div class="picker-hit">
                  <span class="source-words">{words.ownHint}</span>
                  <button type="button" class="button" onClick={() => move(question.id, undefined)}>
                    {words.own}
                  </button>
                </div>
              </GapPicker>
            )}
          </li>
        ))}
      </ul>
      <a href={hrefOf(at("questions", "", { view: "all", gap: gap.id }))}>{words.allQuestions}</a>
    </section>
  );
}

import type { Locale, Synonym } from "@kotae/sdk/schema";
import { useModel } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { hrefOf } from "../../store/place.ts";
import { at, type SectionPlace } from "../../store/sections.ts";
import { type Synonyms, SynonymsModel } from "../../store/synonyms.ts";
import { languageNames, languages } from "../../strings/index.ts";
import { Field } from "../../ui/Field.tsx";
import { languageOf } from "../../ui/language.ts";
import { Select } from "../../ui/Select.tsx";
import { Shown } from "../../ui/Shown.tsx";
import { useConsole, useDesk } from "../context.ts";
import { useTitle } from "../use-title.ts";
import { useKnowledge } from "./words.ts";

const listed = (words: readonly string[]) => words.join(", ");

/** Words that mean the same, and the suggestions that wait for somebody to say so. */
export function SynonymsPage({ place }: { place: SectionPlace }) {
  const { router } = useConsole();
  const { k, language } = useKnowledge();
  const desk = useDesk();
  const synonyms = useModel(() => new SynonymsModel(desk));
  const lang: Locale | "" = languages.find((each) => each === place.query.lang) ?? "";
  useEffect(() => synonyms.show(lang), [synonyms, lang]);
  useTitle(k.synonyms.title);
  const words = k.synonyms;
  return (
    <div class="page">
      <header class="page-head">
        <h1>{words.title}</h1>
        <Select<string>
          label={words.language}
          value={lang}
          options={[
            { value: "", label: words.any },
            ...languages.map((value) => ({ value, label: languageNames[value] })),
          ]}
          onChoose={(value) => router.go(at("synonyms", "", { lang: value }), { replace: true })}
        />
      </header>
      <p class="hint page-intro">{words.intro}</p>
      <Shown of={synonyms.reader} loading={words.loading} failed={words.failed} rows={5}>
        {() => (
          <>
            <Adding synonyms={synonyms} lang={lang || language} key={lang} />
            <Group title={words.suggested} hint={words.suggestedHint} none={words.suggestedNone}>
              {synonyms.suggested.value.map((synonym) => (
                <Suggestion key={synonym.id} synonym={synonym} synonyms={synonyms} />
              ))}
            </Group>
            <Group title={words.active} none={words.activeNone}>
              {synonyms.active.value.map((synonym) => (
                <Active key={synonym.id} synonym={synonym} synonyms={synonyms} />
              ))}
            </Group>
            {synonyms.dismissed.value.length > 0 && (
              <Group title={words.dismissedTitle} none="">
                {synonyms.dismissed.value.map((synonym) => (
                  <li key={synonym.id} class="synonym">
                    <Words synonym={synonym} />
                    <button
                      type="button"
                      class="button button-quiet"
                      aria-label={`${words.reopen}: ${listed(synonym.words)}`}
                      onClick={() => void synonyms.setStatus(synonym, "active")}
                    >
                      {words.reopen}
                    </button>
                  </li>
                ))}
              </Group>
            )}
          </>
        )}
      </Shown>
    </div>
  );
}

type GroupProps = { title: string; hint?: string; none: string; children: preact.ComponentChild[] };

function Group({ title, hint, none, children }: GroupProps) {
  return (
    <section class="group" aria-label={title}>
      <h2>{title}</h2>
      {hint && <p class="hint">{hint}</p>}
      {children.length === 0 ? <p class="quiet group-none">{none}</p> : <ul class="synonyms">{children}</ul>}
    </section>
  );
}

function Words({ synonym }: { synonym: Synonym }) {
  const { f } = useKnowledge();
  return (
    <p class="synonym-words">
      {synonym.words.map((word) => (
        <span key={word} class="chip" lang={languageOf(word, synonym.lang)}>
          {word}
        </span>
      ))}
      <span class="quiet synonym-lang">{f.languageName(synonym.lang)}</span>
    </p>
  );
}

function Adding({ synonyms, lang }: { synonyms: Synonyms; lang: Locale }) {
  const { k } = useKnowledge();
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState<Locale>(lang);
  const [wrong, setWrong] = useState<string>();
  const words = k.synonyms;
  const add = async () => {
    const found = await synonyms.add(chosen, typed);
    setWrong(found);
    if (found === undefined) setTyped("");
  };
  return (
    <form
      class="synonym-add"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <Field
        label={words.words}
        hint={words.wordsHint}
        lang={chosen}
        value={typed}
        error={wrong}
        onInput={(value) => {
          setTyped(value);
          setWrong(undefined);
        }}
      />
      <Select<Locale>
        labelled
        label={words.language}
        value={chosen}
        options={languages.map((value) => ({ value, label: languageNames[value] }))}
        onChoose={setChosen}
      />
      <button type="submit" class="button button-main">
        {words.add}
      </button>
    </form>
  );
}

function Suggestion({ synonym, synonyms }: { synonym: Synonym; synonyms: Synonyms }) {
  const { k } = useKnowledge();
  const words = k.synonyms;
  const text = listed(synonym.words);
  return (
    <li class="synonym">
      <div class="synonym-body">
        <Words synonym={synonym} />
        <ul class="evidence" aria-label={words.evidence}>
          {synonym.evidence.map((found) => (
            <li key={`${found.query} ${found.articleId}`}>
              {words.because(found.query, found.times)}{" "}
              <a href={hrefOf(at("articles", found.articleId))} lang={languageOf(found.title, synonym.lang)}>
                {found.title}
              </a>
            </li>
          ))}
        </ul>
      </div>
      <div class="synonym-deeds">
        <button
          type="button"
          class="button"
          aria-label={words.acceptThis(text)}
          onClick={() => void synonyms.setStatus(synonym, "active")}
        >
          {words.accept}
        </button>
        <button
          type="button"
          class="button button-quiet"
          aria-label={words.dismissThis(text)}
          onClick={() => void synonyms.setStatus(synonym, "dismissed")}
        >
          {words.dismiss}
        </button>
      </div>
    </li>
  );
}

function Active({ synonym, synonyms }: { synonym: Synonym; synonyms: Synonyms }) {
  const { k } = useKnowledge();
  const [typed, setTyped] = useState<string>();
  const [wrong, setWrong] = useState<string>();
  const words = k.synonyms;
  const text = listed(synonym.words);
  if (typed !== undefined) {
    const save = async () => {
      const found = await synonyms.edit(synonym, typed);
      setWrong(found);
      if (found === undefined) setTyped(undefined);
    };
    return (
      <li class="synonym">
        <form
          class="synonym-edit"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
          onKeyDown={(event) => {
            if (event.key === "Escape") setTyped(undefined);
          }}
        >
          <Field label={words.words} lang={synonym.lang} value={typed} error={wrong} onInput={setTyped} autoFocus />
          <button type="submit" class="button button-main">
            {words.save}
          </button>
          <button type="button" class="button" onClick={() => setTyped(undefined)}>
            {words.cancel}
          </button>
        </form>
      </li>
    );
  }
  return (
    <li class="synonym">
      <Words synonym={synonym} />
      <div class="synonym-deeds">
        <button type="button" class="button button-quiet" aria-label={words.edit(text)} onClick={() => setTyped(text)}>
          {words.editShort}
        </button>
        <button
          type="button"
          class="button button-quiet"
          aria-label={words.remove(text)}
          onClick={() => void synonyms.remove(synonym)}
        >
          {words.removeShort}
        </button>
      </div>
    </li>
  );
}

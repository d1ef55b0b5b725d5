import type { AssistantState } from "@kotae/sdk/schema";
import { useModel } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { AssistantModel } from "../../store/assistant.ts";
import { at, type SectionPlace } from "../../store/sections.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Select } from "../../ui/Select.tsx";
import { Shown } from "../../ui/Shown.tsx";
import { useConsole, useDesk } from "../context.ts";
import { useTitle } from "../use-title.ts";
import { NumberSetting, SwitchSetting } from "./Setting.tsx";
import { WhatIfSection } from "./WhatIfSection.tsx";
import { useAssistantWords } from "./words.ts";

/** The assistant's settings, for everybody or for one site; who is no admin may look. */
export function SettingsPage({ place }: { place: SectionPlace }) {
  const { router } = useConsole();
  const { a } = useAssistantWords();
  const desk = useDesk();
  const assistant = useModel(() => new AssistantModel(desk));
  const site = place.query.site ?? "";
  useEffect(() => assistant.show(site), [assistant, site]);
  useTitle(a.settings.section);
  const words = a.settings;
  const isAdmin = desk.me.value.role === "admin";
  const sites = assistant.sites.state.value;
  const offered = sites.step === "ready" ? sites.value : [];
  return (
    <div class="page settings">
      <header class="page-head">
        <h1>{words.title}</h1>
        <Select<string>
          label={words.site}
          value={site}
          options={[
            { value: "", label: words.allSites },
            ...offered.map(({ id, name }) => ({ value: id, label: name })),
            ...(site !== "" && !offered.some(({ id }) => id === site) ? [{ value: site, label: site }] : []),
          ]}
          onChoose={(value) => router.go(at("assistant", "", { site: value }))}
        />
      </header>
      {!isAdmin && (
        <p class="note-line">
          <Icon name="lock" size={16} />
          {words.readOnly}
        </p>
      )}
      <Shown
        of={{ state: assistant.reader.state, isBusy: assistant.reader.isBusy, retry: assistant.retry }}
        loading={words.loading}
        failed={words.failed}
        rows={6}
      >
        {(state) => (
          <>
            <fieldset class="setting-groups" disabled={!isAdmin}>
              <legend class="unseen">{words.title}</legend>
              <div class="setting-group">
                <SwitchSetting assistant={assistant} name="enabled" label={words.enabled} hint={words.enabledHint} />
              </div>
              <WhatIfSection assistant={assistant} />
              <div class="setting-group">
                <SwitchSetting assistant={assistant} name="clarify" label={words.clarify} hint={words.clarifyHint} />
                <SwitchSetting assistant={assistant} name="generate" label={words.generate} hint={words.generateHint} />
              </div>
            </fieldset>
            <ModelSection state={state} />
            <fieldset class="setting-groups" disabled={!isAdmin}>
              <legend class="unseen">{words.limits}</legend>
              <section class="setting-group" aria-label={words.limits}>
                <h2>{words.limits}</h2>
                <p class="hint">{words.limitsHint}</p>
                <NumberSetting
                  assistant={assistant}
                  name="turnsAtMost"
                  label={words.turnsAtMost}
                  hint={words.turnsHint}
                  min={1}
                  max={100}
                />
                <NumberSetting
                  assistant={assistant}
                  name="dayTurns"
                  label={words.dayTurns}
                  hint={words.dayTurnsHint}
                  min={0}
                  max={10_000_000}
                />
                <NumberSetting
                  assistant={assistant}
                  name="stallSeconds"
                  label={words.stallSeconds}
                  hint={words.stallHint}
                  min={2}
                  max={120}
                />
                <NumberSetting
                  assistant={assistant}
                  name="conversationTokens"
                  label={words.conversationTokens}
                  min={0}
                  max={10_000_000}
                />
                <NumberSetting
                  assistant={assistant}
                  name="dayTokens"
                  label={words.dayTokens}
                  hint={words.tokensHint}
                  min={0}
                  max={1_000_000_000}
                />
                <NumberSetting
                  assistant={assistant}
                  name="conversationCost"
                  label={words.conversationCost}
                  min={0}
                  max={1_000_000}
                  step="any"
                />
                <NumberSetting
                  assistant={assistant}
                  name="dayCost"
                  label={words.dayCost}
                  hint={words.dayCostHint}
                  min={0}
                  max={1_000_000}
                  step="any"
                />
                <NumberSetting
                  assistant={assistant}
                  name="inputPrice"
                  label={words.inputPrice}
                  min={0}
                  max={10_000}
                  step="any"
                />
                <NumberSetting
                  assistant={assistant}
                  name="outputPrice"
                  label={words.outputPrice}
                  min={0}
                  max={10_000}
                  step="any"
                />
              </section>
              <section class="setting-group" aria-label={words.measuring}>
                <h2>{words.measuring}</h2>
                <NumberSetting
                  assistant={assistant}
                  name="holdOut"
                  label={words.holdOut}
                  hint={words.holdOutHint}
                  min={0}
                  max={50}
                  percent
                />
                <NumberSetting assistant={assistant} name="returnDays" label={words.returnDays} min={1} max={90} />
                <NumberSetting assistant={assistant} name="assumeHours" label={words.assumeHours} min={1} max={720} />
              </section>
            </fieldset>
            <Calibration state={state} />
            {isAdmin && assistant.isDirty.value && (
              <div class="save-bar" role="status">
                <p>{words.unsaved}</p>
                <button type="button" class="button" onClick={assistant.discard}>
                  {words.discard}
                </button>
                <button
                  type="button"
                  class="button button-main"
                  aria-disabled={assistant.isSaving.value}
                  onClick={() => void assistant.save()}
                >
                  {assistant.isSaving.value ? words.saving : words.save}
                </button>
              </div>
            )}
          </>
        )}
      </Shown>
    </div>
  );
}

/** What writes the answers, how it is, and what it used up today. */
function ModelSection({ state: { model } }: { state: AssistantState }) {
  const { a, f } = useAssistantWords();
  const words = a.settings;
  return (
    <section class="setting-group" aria-label={words.model}>
      <h2>{words.model}</h2>
      {model === null ? (
        <p class="quiet">{words.noModel}</p>
      ) : (
        <dl class="facts facts-wide">
          <div>
            <dt>{words.modelName}</dt>
            <dd>{model.name}</dd>
          </div>
          <div>
            <dt>{words.embedding}</dt>
            <dd>{model.embedding ?? words.none}</dd>
          </div>
          <div>
            <dt>{words.breakerLabel}</dt>
            <dd>
              <span class={model.breaker === "closed" ? "state state-public" : "state state-late"}>
                <Icon name={model.breaker === "closed" ? "check" : "warning"} size={16} />
                {words.breaker[model.breaker]}
              </span>
            </dd>
          </div>
          <div>
            <dt>{words.tokensToday}</dt>
            <dd>{f.number(model.tokensToday)}</dd>
          </div>
          <div>
            <dt>{words.costToday}</dt>
            <dd>{f.number(Math.round(model.costToday * 100) / 100)}</dd>
          </div>
          <div>
            <dt>{words.lastError}</dt>
            <dd class="breakable">{model.lastError ?? words.noError}</dd>
          </div>
        </dl>
      )}
    </section>
  );
}

function Calibration({ state: { calibration } }: { state: AssistantState }) {
  const { a, f } = useAssistantWords();
  const words = a.settings;
  return (
    <section class="setting-group" aria-label={words.calibration}>
      <h2>{words.calibration}</h2>
      <p>{words.calibrationSource[calibration.source]}</p>
      <p class="hint">
        {[
          words.samples(calibration.samples),
          calibration.error === null ? "" : words.error(f.percent(calibration.error)),
          calibration.createdAt === null ? "" : words.since(f.dateTime(calibration.createdAt)),
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
      {calibration.provenance && (
        <details class="provenance">
          <summary>{words.provenance}</summary>
          <p lang="en">{calibration.provenance}</p>
        </details>
      )}
    </section>
  );
}

import type { Agent } from "@kotae/sdk/schema";
import { useEffect, useState } from "preact/hooks";
import { failureWords } from "../store/failure.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { Icon } from "../ui/Icon.tsx";
import { useSpeech } from "../ui/language.ts";
import { Trouble, Waiting } from "../ui/Notice.tsx";
import { AddAgentSheet } from "./AddAgentSheet.tsx";
import { useDesk } from "./context.ts";
import { PasswordSheet } from "./PasswordSheet.tsx";

/** The agents of this installation, for admins. */
export function TeamScreen() {
  const { t } = useSpeech();
  const { team } = useDesk();
  const [sheet, setSheet] = useState<"add" | "password">();
  const state = team.state.value;
  useEffect(() => {
    document.title = `${t.team.title} · Kotae`;
  }, [t]);
  useEffect(() => void team.load(), [team]);
  return (
    <main id="content" class="page">
      <header class="page-head">
        <h1>{t.team.title}</h1>
        <div class="page-actions">
          <button type="button" class="button" onClick={() => setSheet("password")}>
            <Icon name="lock" size={16} />
            {t.team.changePassword}
          </button>
          <button type="button" class="button button-main" onClick={() => setSheet("add")}>
            <Icon name="plus" size={16} />
            {t.team.add}
          </button>
        </div>
      </header>
      {state.step === "loading" && <Waiting what={t.team.loading} rows={4} />}
      {state.step === "failed" && (
        <Trouble title={t.team.failed} why={failureWords(state.error, t)} onRetry={team.retry} />
      )}
      {state.step === "ready" && <AgentTable agents={team.agents.value} />}
      {sheet === "add" && <AddAgentSheet onClose={() => setSheet(undefined)} />}
      {sheet === "password" && <PasswordSheet onClose={() => setSheet(undefined)} />}
    </main>
  );
}

function AgentTable({ agents }: { agents: readonly Agent[] }) {
  const { t } = useSpeech();
  const { me, live } = useDesk();
  return (
    <table class="table">
      <thead>
        <tr>
          <th scope="col">{t.team.name}</th>
          <th scope="col" class="wide-only">
            {t.team.email}
          </th>
          <th scope="col">{t.team.role}</th>
          <th scope="col">{t.team.state}</th>
        </tr>
      </thead>
      <tbody>
        {agents.map((agent) => {
          const self = agent.id === me.value.id ? me.value : agent;
          const isOnline = live.online.value?.has(agent.id) ?? agent.online;
          return (
            <tr key={agent.id}>
              <th scope="row">
                <span class="person">
                  <Avatar name={agent.name} kind="agent" />
                  <span class="person-words">
                    <span>
                      {self.name}
                      {agent.id === me.value.id && <span class="quiet"> ({t.team.you})</span>}
                    </span>
                    <span class="quiet narrow-only">{agent.email}</span>
                  </span>
                </span>
              </th>
              <td class="wide-only quiet">{agent.email}</td>
              <td>{t.role[agent.role]}</td>
              <td>
                <AgentState isOnline={isOnline} isAvailable={self.available} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function AgentState({ isOnline, isAvailable }: { isOnline: boolean; isAvailable: boolean }) {
  const { t } = useSpeech();
  const online = isAvailable ? t.team.online : t.team.onlineAway;
  const offline = isAvailable ? t.team.offline : t.team.offlineAway;
  return (
    <span class="agent-state">
      <span class={isOnline ? (isAvailable ? "presence presence-on" : "presence presence-away") : "presence"} />
      {isOnline ? online : offline}
    </span>
  );
}

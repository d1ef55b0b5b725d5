import { useState } from "preact/hooks";
import { hrefOf, type Place } from "../store/place.ts";
import { at } from "../store/sections.ts";
import { Icon, type IconName } from "../ui/Icon.tsx";
import { useSpeech } from "../ui/language.ts";
import { Empty } from "../ui/Notice.tsx";
import { AccountMenu } from "./AccountMenu.tsx";
import { useConsole, useDesk } from "./context.ts";
import { InboxScreen } from "./InboxScreen.tsx";
import { LaterSection, roomOf } from "./LaterSection.tsx";
import { PasswordSheet } from "./PasswordSheet.tsx";
import { ShortcutSheet } from "./ShortcutSheet.tsx";
import { TeamScreen } from "./TeamScreen.tsx";
import { useShortcuts } from "./use-shortcuts.ts";

/** The rail with the ways through the console, and the screen beside it. */
export function Shell() {
  const { router } = useConsole();
  const { t } = useSpeech();
  const desk = useDesk();
  const [sheet, setSheet] = useState<"shortcuts" | "password">();
  useShortcuts({ help: () => setSheet("shortcuts") });
  const place = router.place.value;
  const inbox: Place = { screen: "inbox", list: desk.inbox.query.value };
  const isThread = place.screen === "ticket";
  const room = "query" in place ? roomOf[place.screen] : undefined;
  // on a phone, what is open has the whole screen
  const isDeep = isThread || (room === "knowledge" && "query" in place && place.id !== "");
  return (
    <div class={isDeep ? "shell in-thread" : "shell"}>
      <a class="skip" href="#content">
        {t.app.skip}
      </a>
      <nav class="rail" aria-label={t.shell.nav}>
        <RailLink to={inbox} icon="inbox" label={t.shell.inbox} isHere={place.screen === "inbox" || isThread} />
        <RailLink to={at("articles")} icon="article" label={t.shell.knowledge} isHere={room === "knowledge"} />
        <RailLink to={at("assistant")} icon="spark" label={t.shell.assistant} isHere={room === "assistant"} />
        <RailLink to={at("reports")} icon="chart" label={t.shell.reports} isHere={room === "reports"} />
        {desk.me.value.role === "admin" && (
          <RailLink to={{ screen: "team" }} icon="people" label={t.shell.team} isHere={place.screen === "team"} />
        )}
        {desk.me.value.role === "admin" && (
          <RailLink to={at("sites")} icon="globe" label={t.shell.sites} isHere={room === "sites"} />
        )}
        <span class="rail-space" />
        <AccountMenu onPassword={() => setSheet("password")} onShortcuts={() => setSheet("shortcuts")} />
      </nav>
      <div class="stage">
        <LinkLine />
        <Screen place={place} />
      </div>
      {sheet === "shortcuts" && <ShortcutSheet onClose={() => setSheet(undefined)} />}
      {sheet === "password" && <PasswordSheet onClose={() => setSheet(undefined)} />}
    </div>
  );
}

function Screen({ place }: { place: Place }) {
  const { t } = useSpeech();
  const desk = useDesk();
  if (place.screen === "inbox" || place.screen === "ticket") return <InboxScreen place={place} />;
  if ("query" in place) return <LaterSection place={place} />;
  if (place.screen === "team" && desk.me.value.role === "admin") return <TeamScreen />;
  return (
    <main id="content" class="page">
      <Empty icon="search" title={t.app.notFound}>
        <a class="button" href={hrefOf({ screen: "inbox", list: desk.inbox.query.value })}>
          {t.app.toInbox}
        </a>
      </Empty>
    </main>
  );
}

type RailLinkProps = { to: Place; icon: IconName; label: string; isHere: boolean };

function RailLink({ to, icon, label, isHere }: RailLinkProps) {
  return (
    <a class="rail-link" href={hrefOf(to)} aria-current={isHere ? "page" : undefined} title={label}>
      <Icon name={icon} />
      <span class="rail-word">{label}</span>
    </a>
  );
}

/** One line in words while the live connection is not there; it appears only when that lasts. */
function LinkLine() {
  const { t } = useSpeech();
  const state = useDesk().live.state.value;
  const words = state === "polling" ? t.link.polling : state === "live" ? undefined : t.link.offline;
  return (
    <div class="link-line-wrap" role="status">
      {words && state !== "connecting" && <p class={`link-line link-${state}`}>{words}</p>}
    </div>
  );
}

import { failureWords } from "../store/failure.ts";
import type { Theme } from "../store/preferences.ts";
import { type Language, languageNames, languages } from "../strings/index.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { useSpeech } from "../ui/language.ts";
import { Popover } from "../ui/Popover.tsx";
import { Select } from "../ui/Select.tsx";
import { useConsole, useDesk } from "./context.ts";

const themes: readonly Theme[] = ["auto", "light", "dark"];

/** Who is logged in, whether new tickets may come, and how the console speaks and looks. */
export function AccountMenu({ onPassword, onShortcuts }: { onPassword(): void; onShortcuts(): void }) {
  const { session, preferences, toasts } = useConsole();
  const { t, language } = useSpeech();
  const me = useDesk().me.value;
  const warn = (error: unknown) => toasts.warn(t.toast.notSaved(failureWords(error, t)));
  const state = me.available ? t.shell.online : t.shell.away;
  return (
    <Popover
      label={t.shell.account(me.name, state)}
      buttonClass="rail-link account"
      side="beside"
      button={
        <>
          <span class="account-face">
            <Avatar name={me.name} kind="agent" size={32} />
            <span class={me.available ? "presence presence-on" : "presence"} />
          </span>
          <span class="rail-word">{state}</span>
        </>
      }
    >
      {(close) => (
        <div class="menu">
          <p class="menu-name">{me.name}</p>
          <p class="menu-email menu-quiet">{me.email}</p>
          <button
            type="button"
            role="switch"
            class="switch"
            aria-checked={me.available}
            aria-label={t.shell.availability}
            onClick={() => void session.setAvailable(!me.available).catch(warn)}
          >
            <span class="switch-words">
              <span>{state}</span>
              <span class="menu-quiet">{me.available ? t.shell.onlineHint : t.shell.awayHint}</span>
            </span>
            <span class="switch-track" aria-hidden="true">
              <span class="switch-knob" />
            </span>
          </button>
          <div class="menu-selects">
            <Select<Language>
              labelled
              label={t.shell.language}
              value={language}
              options={languages.map((value) => ({ value, label: languageNames[value] }))}
              onChoose={preferences.setLanguage}
            />
            <Select<Theme>
              labelled
              label={t.shell.theme}
              value={preferences.theme.value}
              options={themes.map((value) => ({ value, label: t.shell.themes[value] }))}
              onChoose={preferences.setTheme}
            />
          </div>
          <div class="menu-items">
            <MenuItem label={t.shell.password} onClick={() => leaveFor(close, onPassword)} />
            <MenuItem label={t.shell.shortcuts} onClick={() => leaveFor(close, onShortcuts)} />
            <MenuItem
              label={t.shell.logOut}
              onClick={() => void session.logOut().catch(() => toasts.warn(t.toast.loggedOutFailed))}
            />
          </div>
        </div>
      )}
    </Popover>
  );
}

function leaveFor(close: () => void, next: () => void): void {
  close();
  next();
}

function MenuItem({ label, onClick }: { label: string; onClick(): void }) {
  return (
    <button type="button" class="menu-item" onClick={onClick}>
      {label}
    </button>
  );
}

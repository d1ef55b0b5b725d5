import { signal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import type { Section, SectionPlace } from "../store/sections.ts";
import { useSpeech } from "../ui/language.ts";
import { Trouble, Waiting } from "../ui/Notice.tsx";

type Room = "knowledge" | "assistant" | "reports" | "sites";
type Screen = ComponentType<{ place: SectionPlace }>;

/** Which room a section is in: a room is loaded as one. */
export const roomOf: Record<Section, Room> = {
  articles: "knowledge",
  questions: "knowledge",
  votes: "knowledge",
  gaps: "knowledge",
  synonyms: "knowledge",
  assistant: "assistant",
  tools: "assistant",
  reports: "reports",
  sites: "sites",
};

const ways: Record<Room, () => Promise<Screen>> = {
  knowledge: async () => (await import("./knowledge/KnowledgeRoom.tsx")).KnowledgeRoom,
  assistant: async () => (await import("./assistant/AssistantRoom.tsx")).AssistantRoom,
  reports: async () => (await import("./reports/ReportsRoom.tsx")).ReportsRoom,
  sites: async () => (await import("./sites/SitesRoom.tsx")).SitesRoom,
};

const loaded = signal<Partial<Record<Room, Screen | "failed">>>({});

/** Loads a room's code; once it is there, or on its way, nothing happens. */
const load = async (room: Room): Promise<void> => {
  let found: Screen | "failed" = "failed";
  try {
    found = await ways[room]();
  } catch {
    // said on the screen
  }
  loaded.value = { ...loaded.peek(), [room]: found };
};

/** A screen that is loaded when somebody first goes there, so that the inbox does not wait for it. */
export function LaterSection({ place }: { place: SectionPlace }) {
  const { t } = useSpeech();
  const room = roomOf[place.screen];
  const Found = loaded.value[room];
  useEffect(() => {
    if (Found === undefined) void load(room);
  }, [room, Found]);
  if (Found && Found !== "failed") return <Found place={place} />;
  return (
    <main id="content" class="page">
      {Found === undefined ? (
        <Waiting what={t.shell.loading} />
      ) : (
        // after an update the old parts are gone: only the whole page knows the new ones
        <Trouble title={t.shell.loadFailed} onRetry={() => location.reload()} />
      )}
    </main>
  );
}

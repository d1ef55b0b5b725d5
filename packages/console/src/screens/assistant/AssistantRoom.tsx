import { hrefOf } from "../../store/place.ts";
import { at, type SectionPlace } from "../../store/sections.ts";
import { RoomHead } from "../RoomHead.tsx";
import { SettingsPage } from "./SettingsPage.tsx";
import { ToolPage } from "./ToolPage.tsx";
import { ToolsPage } from "./ToolsPage.tsx";
import { useAssistantWords } from "./words.ts";
import "../../styles/room.css";
import "../../styles/assistant.css";

/** What the assistant may do, and which of the owner's own systems it may ask. */
export function AssistantRoom({ place }: { place: SectionPlace }) {
  const { a } = useAssistantWords();
  const isTools = place.screen === "tools";
  return (
    <main id="content" class="room">
      <RoomHead
        title={a.settings.section}
        label={a.settings.ways}
        ways={[
          { href: hrefOf(at("assistant")), label: a.settings.title, isHere: !isTools },
          { href: hrefOf(at("tools")), label: a.tools.title, isHere: isTools },
        ]}
      />
      {!isTools && <SettingsPage place={place} />}
      {isTools && place.id === "" && <ToolsPage />}
      {isTools && place.id !== "" && <ToolPage key={place.id} id={place.id} />}
    </main>
  );
}

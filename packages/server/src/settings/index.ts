export { assistantDefaults, assistantSettings, settingsOf, updateAssistantSettings } from "./assistant.ts";

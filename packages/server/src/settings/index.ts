export {
  assistantDefaults,
  assistantSettings,
  type SettingsOf,
  settingsOf,
  updateAssistantSettings,
} from "./assistant.ts";

import { createClient, openLink } from "@kotae/sdk";
import { render } from "preact";
import { App } from "./screens/App.tsx";
import { systemClock } from "./store/clock.ts";
import { openConsole } from "./store/console.ts";
import "virtual:tokens.css";
import "./styles/base.css";
import "./styles/controls.css";
import "./styles/marks.css";
import "./styles/floating.css";
import "./styles/shell.css";
import "./styles/inbox.css";
import "./styles/thread.css";
import "./styles/words.css";
import "./styles/composer.css";
import "./styles/customer.css";
import "./styles/page.css";

const model = openConsole({
  client: createClient(),
  openLink,
  clock: systemClock,
  page: window,
  storage: localStorage,
  newId: () => crypto.randomUUID(),
});

const root = document.getElementById("console");
if (root) render(<App console={model} />, root);

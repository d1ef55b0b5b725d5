import { KotaeError } from "@kotae/sdk/errors";
import type { ConversationRow } from "../conversations/index.ts";
import { listSites } from "../identity/index.ts";
import { codeMinutes } from "./code.ts";
import { phrases } from "./phrases.ts";
import { oneLine, requestInWords } from "./reply.ts";
import * as store from "./store.ts";
import { langOf, type RunAnswer, type RunDeps, sayCodeSent, sayEnd } from "./thread.ts";
import { type ToolRow, toSiteTool } from "./tool.ts";

type Sending = {
  run: store.RunRow;
  row: ToolRow;
  conversation: ConversationRow;
  code: string;
  to: string;
};

/** Sends the code a run waits for and says so in the conversation; a code that cannot be sent ends the run. */
export async function sendCode(deps: RunDeps, sending: Sending): Promise<RunAnswer> {
  const { run, row, conversation, code, to } = sending;
  const lang = langOf(conversation);
  const words = phrases[lang].mail;
  const site = (await listSites(deps.db)).find(({ id }) => id === conversation.site_id)?.name ?? "Kotae";
  // not what was given: whoever asks would choose the words of a letter that somebody else gets from us
  const request = requestInWords(toSiteTool(row), {}, lang);
  const failure = await deps.mail
    ?.send({
      to,
      lang,
      subject: words.subject(oneLine(site), code),
      lines: [
        { text: words.lead(request) },
        { text: words.code },
        { code },
        { text: words.life(codeMinutes) },
        { text: words.stranger },
      ],
    })
    .then(
      () => undefined,
      (error: unknown) => {
        if (KotaeError.is(error)) return error;
        throw error;
      },
    );
  return deps.step(async (act) => {
    if (failure) {
      const ended = await store.moveRun(act.db, run.id, "needs_code", {
        ...store.codeOver,
        state: "refused",
        error: `code_not_sent: ${failure.message}`,
      });
      const reply = ended ? await sayEnd(act, deps, ended, conversation, "code_not_sent") : null;
      return { runId: run.id, state: "refused", sentTo: null, reply };
    }
    const reply = await sayCodeSent(act, deps, run, conversation);
    return { runId: run.id, state: "needs_code", sentTo: run.code_to, reply };
  });
}

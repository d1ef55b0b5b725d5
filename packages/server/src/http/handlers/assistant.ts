import { assistantState, preview, whatIf } from "../../assistant/index.ts";
import { updateAssistantSettings } from "../../settings/index.ts";
import type { Context, Handlers } from "../context.ts";

type Names = "getAssistant" | "updateAssistant" | "previewAnswer" | "whatIf";

export const assistantHandlers: Pick<Handlers, Names> = {
  getAssistant: (context, { siteId }) => assistantState(depsOf(context), siteId),

  updateAssistant: (context, input) =>
    context.act(async (act) => {
      await updateAssistantSettings(act, context.agent.id, input);
      return assistantState({ ...depsOf(context), db: act.db }, input.siteId);
    }),

  previewAnswer: (context, input) => preview(depsOf(context), input),

  whatIf: (context, input) => whatIf(depsOf(context), input),
};

/** What the assistant needs to say what it would do. */
export const depsOf = ({ storage, assistant, searcher, now, step, config }: Context) => ({
  db: storage.db,
  ...{ assistant, searcher, now, step },
  embeddingModel: config.embeddingModel,
  canMail: config.mail !== undefined,
});

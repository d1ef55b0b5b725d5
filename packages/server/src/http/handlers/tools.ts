import type { Services } from "../../services.ts";
import { announce, get, postFromCustomer } from "../../tickets/index.ts";
import {
  confirmRun,
  createTool,
  deleteTool,
  getTool,
  listRetiredTools,
  listTools,
  presentRuns,
  type RunDeps,
  runsOf,
  type Setting,
  startRun,
  toTool,
  tryTool,
  updateTool,
} from "../../tools/index.ts";
import type { Handlers } from "../context.ts";
import { fromCursor, toPage } from "../cursor.ts";
import { acceptedTags, languageOf } from "../language.ts";

type Names =
  | "listTools"
  | "listRetiredTools"
  | "getTool"
  | "createTool"
  | "updateTool"
  | "deleteTool"
  | "tryTool"
  | "listToolRuns"
  | "startToolRun"
  | "confirmToolRun";

export const toolsHandlers: Pick<Handlers, Names> = {
  async listTools(context) {
    return { items: await listTools(context.storage.db, settingOf(context)), nextCursor: null };
  },

  async listRetiredTools({ storage }) {
    return { items: await listRetiredTools(storage.db), nextCursor: null };
  },

  async getTool(context, { id }) {
    return toTool(await getTool(context.storage.db, id), settingOf(context));
  },

  async createTool(context, input) {
    let shown = "";
    const tool = await context.act(async (act) => {
      const { tool, secret } = await createTool(act, settingOf(context), input);
      shown = secret;
      return tool;
    });
    // not part of what is kept under the key: a repeat does not show it again
    return { ...tool, secret: shown };
  },

  async updateTool(context, input) {
    let shown: string | undefined;
    const tool = await context.act(async (act) => {
      const { tool, secret } = await updateTool(act, settingOf(context), input);
      shown = secret;
      return tool;
    });
    return shown === undefined ? tool : { ...tool, secret: shown };
  },

  deleteTool: (context, { id }) =>
    context.act(async (act) => {
      await deleteTool(act, id, context.agent.id);
      return {};
    }),

  async tryTool(context, input) {
    const lang = languageOf(...acceptedTags(context.acceptLanguage));
    const tried = await tryTool(runDeps(context, context.step), context.agent, input, lang);
    return context.act(async () => tried);
  },

  async listToolRuns({ storage }, { id, limit, cursor }) {
    const rows = await runsOf(storage.db, id, limit + 1, fromCursor(cursor)?.id);
    const { items, nextCursor } = toPage(
      rows.map((row) => ({ ...row, updated_at: row.created_at })),
      limit,
      (row) => row,
    );
    return { items: await presentRuns(storage.db, items), nextCursor };
  },

  async startToolRun(context, input) {
    const answer = await startRun(runDeps(context, context.step), context.visitor, input, context.idempotencyKey);
    return context.act(async () => answer);
  },

  async confirmToolRun(context, input) {
    const answer = await confirmRun(runDeps(context, context.step), context.visitor, input);
    return context.act(async () => answer);
  },
};

const settingOf = ({ tools, mail }: Pick<Services, "tools" | "mail">): Setting => ({
  tools,
  canMail: mail !== undefined,
});

/** What a run needs of the house. */
export const runDeps = (
  services: Pick<Services, "storage" | "tools" | "mail" | "now">,
  step: Services["act"],
): RunDeps => ({
  db: services.storage.db,
  tools: services.tools,
  mail: services.mail,
  now: services.now,
  step,
  post: postFromCustomer,
  touch: async (act, ticketId) => announce(act, await get(act.db, ticketId)),
});

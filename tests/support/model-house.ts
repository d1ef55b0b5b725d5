import type { Answer, Input, Parsed } from "@kotae/sdk/schema";
import { type AssistantOptions, createAssistant } from "../../packages/server/src/assistant/index.ts";
import { getArticle } from "../../packages/server/src/knowledge/index.ts";
import { pastQuestions } from "../../packages/server/src/questions/index.ts";
import { assistantDefaults } from "../../packages/server/src/settings/index.ts";
import type { Engine } from "./engines.ts";
import { says, startFakeModel } from "./fake-model.ts";
import { openHouse, type Person } from "./house.ts";

/** What the house's articles answer, how it is quoted, and how a good model would say it. */
export const question = "How long does a refund take?";
const body = "A refund takes five days after we have the parcel. You get a mail then.";
export const quoted = `${body} [1]`;
export const good = "A refund takes five days [1]. You get a mail then [1].";
/** What they do not answer. */
export const unknown = "Where is order A-1042 now?";

export type ModelHouse = Awaited<ReturnType<typeof openModelHouse>>;

/** A server with two articles and a model that behaves as it is told. */
export async function openModelHouse(engine: Engine) {
  const model = await startFakeModel();
  const line = { apiKey: "key", baseUrl: model.url, name: "fake" };
  const house = await openHouse(engine, { model: line });
  const admin = await house.agent("Aiko", "admin");
  const draft = { lang: "en", status: "published" } as const;
  await admin.client.createArticle({ ...draft, title: "Refunds and how long they take", body });
  await admin.client.createArticle({ ...draft, title: "Track a parcel", body: "Open your order and choose Track." });
  await house.services.searcher.settled();
  const { services } = house;
  // the first who ask wait for what is loaded when it is first needed; that is not what these tests measure
  model.behave(says(good));
  const first = await (await house.visitor()).client.ask({ question, lang: "en" });
  if (!first.generated) throw new Error(`the house does not stand: ${first.answer}`);
  let problems: unknown[] = [];

  return {
    ...{ house, model, admin },
    /** What went wrong with the model since `wake`. */
    problems: () => problems,
    /** A new assistant, whose breaker is closed and for whom a second has so many milliseconds. */
    wake(secondMillis = 50, more: Partial<AssistantOptions> = {}) {
      problems = [];
      services.assistant = createAssistant({
        searcher: services.searcher,
        readArticle: (id, reader) => getArticle(services.storage.db, id, reader),
        model: line,
        now: services.now,
        secondMillis,
        onError: (error) => problems.push(error),
        ...more,
      });
    },
    /** The milliseconds an answer may take in all, as the settings say. */
    deadline: () => services.assistant.deadline(assistantDefaults),
    setting: (settings: Parsed<"updateAssistant">["settings"], siteId?: string) =>
      admin.client.updateAssistant({ settings, ...(siteId ? { siteId } : {}) }),
    /** Asks and listens: what stands on the screen at the end, and how often what was there was taken back. */
    async listen(visitor: Person, input: Input<"ask">) {
      let streamed = "";
      let resets = 0;
      const onReset = () => {
        resets += 1;
        streamed = "";
      };
      const hear = (piece: string) => {
        streamed += piece;
      };
      const answer = await visitor.client.askStream(input, hear, { onReset });
      return { answer, streamed: streamed.trim(), resets };
    },
    lastKept: async () => (await pastQuestions(services.storage.db, { since: 0, limit: 1 }))[0],
    /** The words of a conversation, and what kind the other entries are of. */
    logOf: async (visitor: Person, { conversationId: id }: Pick<Answer, "conversationId">) =>
      (await visitor.client.listMessages({ id })).items.map((entry) =>
        entry.kind === "message" ? entry.body : entry.kind,
      ),
    async close() {
      await house.close();
      await model.close();
    },
  };
}

/** What a visitor is offered to have done beside an answer. */
export const offersOf = ({ message }: Answer) => (message.kind === "message" ? (message.answer?.offers ?? []) : []);

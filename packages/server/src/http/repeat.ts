import type { Message } from "@kotae/sdk/schema";
import { byClientId, Repeated, toMessage } from "../conversations/index.ts";
import type { Context } from "./context.ts";

/** What the post gives, or, where its `clientId` was used before, the message that was stored then. */
export async function orFirst(
  context: Pick<Context, "storage" | "actor">,
  post: () => Promise<Message>,
): Promise<Message> {
  try {
    return await post();
  } catch (error) {
    if (!(error instanceof Repeated)) throw error;
    const first = await byClientId(context.storage.db, error.conversationId, error.clientId);
    if (!first) throw error;
    return toMessage(first, context.actor.kind === "visitor" ? "visitor" : "agent");
  }
}

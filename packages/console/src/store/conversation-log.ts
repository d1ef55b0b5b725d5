import type { Message } from "@kotae/sdk/schema";
import { createModel, effect } from "@preact/signals";
import type { Desk } from "./desk.ts";
import { openReader } from "./reading.ts";
import { joinMessages } from "./timeline.ts";

const pageSize = 500;

/** Everything that stands in a conversation, to be read where it has no ticket. */
export const ConversationLogModel = createModel(({ client }: Desk, id: string) => {
  const reader = openReader<readonly Message[]>(async (called) => {
    let held: readonly Message[] = [];
    for (;;) {
      const after = held.at(-1)?.seq ?? 0;
      const page = await client.listMessages({ id, after, limit: pageSize }, { signal: called });
      held = joinMessages(held, page.items);
      if (page.items.length === 0 || (held.at(-1)?.seq ?? 0) >= page.lastSeq) return held;
    }
  });
  effect(() => () => reader.close());
  void reader.load();
  return { reader };
});

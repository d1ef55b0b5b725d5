import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { engines } from "../../../../../tests/support/engines.ts";
import { up as first } from "./0001-first.ts";
import { up as answers } from "./0002-answers.ts";
import { up as looseEnds } from "./0003-loose-ends.ts";
import { onNothing } from "./nothing.testing.ts";

describe.each(engines)("the step to 0003 on $name", ({ name }) => {
  it("keeps every run as it was, and lets it outlive its tool", async () => {
    await onNothing(name, async (db) => {
      await first(db);
      await answers(db);
      await sql`insert into tools (id, name, title, description, url, input_schema, verification, reply, triggers,
        timeout_seconds, enabled, secret, created_at, updated_at)
        values ('t', 'order_status', '{}', '{}', 'https://x.test', '{}', 'none', '{}', '[]', 8, 1, 's', 1, 1)`.execute(
        db,
      );
      await sql`insert into tool_runs (id, tool_id, conversation_id, visitor_id, "by", state, input, status, output, millis,
        request_key, code_tries, created_at)
        values ('r', 't', 'c', 'v', 'visitor', 'done', '{"order":"A"}', 200, 'ok', 12, 'k', 3, 7)`.execute(db);
      await looseEnds(db);
      const before = {
        ...{
          id: "r",
          tool_id: "t",
          conversation_id: "c",
          visitor_id: "v",
          agent_id: null,
          by: "visitor",
          state: "done",
        },
        ...{ input: '{"order":"A"}', status: 200, output: "ok", millis: 12, request_key: "k", code_tries: 3 },
      };
      expect(await db.selectFrom("tool_runs").selectAll().execute()).toMatchObject([{ ...before, created_at: 7 }]);
      await db.deleteFrom("tools").execute();
      expect(await db.selectFrom("tool_runs").select("id").execute()).toEqual([{ id: "r" }]);
      // one run for each of a visitor's keys, as before
      await sql`insert into tool_runs (id, tool_id, visitor_id, "by", state, input, request_key, code_tries, created_at)
        values ('r2', 't', 'v', 'visitor', 'done', '{}', 'k', 0, 8)
        on conflict (visitor_id, request_key) do nothing`.execute(db);
      expect(await db.selectFrom("tool_runs").select("id").execute()).toEqual([{ id: "r" }]);
    });
  });
});

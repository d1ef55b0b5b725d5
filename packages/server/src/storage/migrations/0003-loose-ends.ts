import { type Kysely, sql } from "kysely";

/** What was left open: the order of topics, reviews of readers' votes, a log that outlives its tools, corrected gaps. */
// biome-ignore lint/suspicious/noExplicitAny: a migration speaks of tables as they were, not as they are
export async function up(db: Kysely<any>): Promise<void> {
  await orderTopics(db);
  await reviewVotes(db);
  await keepRuns(db);
  await correctGaps(db);
}

// biome-ignore lint/suspicious/noExplicitAny: as above
async function orderTopics({ schema }: Kysely<any>): Promise<void> {
  await schema
    .createTable("category_places")
    .addColumn("lang", "text", (c) => c.notNull())
    .addColumn("name", "text", (c) => c.notNull())
    .addColumn("position", "integer", (c) => c.notNull())
    .addPrimaryKeyConstraint("category_places_pk", ["lang", "name"])
    .execute();
}

// biome-ignore lint/suspicious/noExplicitAny: as above
async function reviewVotes(db: Kysely<any>): Promise<void> {
  const { schema } = db;
  await schema.alterTable("article_feedback").addColumn("reviewed_by", "text").execute();
  await schema.alterTable("article_feedback").addColumn("reviewed_at", "bigint").execute();
  await sql`create index article_feedback_against on article_feedback (created_at, id) where helpful = 0`.execute(db);
  await sql`create index article_feedback_said on article_feedback (voice, created_at) where helpful = 0`.execute(db);
}

/**
 * A run no longer goes with its tool, and says who tried it.
 *
 * SQLite cannot take a reference off a column, so the table is made anew, in the same way on both engines.
 */
// biome-ignore lint/suspicious/noExplicitAny: as above
async function keepRuns(db: Kysely<any>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable("retired_tools")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("name", "text", (c) => c.notNull())
    .addColumn("title", "text", (c) => c.notNull())
    .addColumn("retired_by", "text")
    .addColumn("retired_at", "bigint", (c) => c.notNull())
    .execute();

  const columns = sql.join(
    ["id", "tool_id", "conversation_id", "visitor_id", "by", "state", "input", "status", "output", "error", "millis"]
      .concat(["request_key", "sealed_input", "code_to", "code_to_hash", "code_hash", "code_tries", "code_expires_at"])
      .concat("created_at")
      .map((name) => sql.ref(name)),
  );
  await schema
    .createTable("kept_runs")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("tool_id", "text", (c) => c.notNull())
    .addColumn("conversation_id", "text")
    .addColumn("visitor_id", "text")
    .addColumn("agent_id", "text")
    .addColumn("by", "text", (c) => c.notNull())
    .addColumn("state", "text", (c) => c.notNull())
    .addColumn("input", "text", (c) => c.notNull())
    .addColumn("status", "integer")
    .addColumn("output", "text")
    .addColumn("error", "text")
    .addColumn("millis", "integer")
    .addColumn("request_key", "text")
    .addColumn("sealed_input", "text")
    .addColumn("code_to", "text")
    .addColumn("code_to_hash", "text")
    .addColumn("code_hash", "text")
    .addColumn("code_tries", "integer", (c) => c.notNull())
    .addColumn("code_expires_at", "bigint")
    .addColumn("created_at", "bigint", (c) => c.notNull())
    .execute();
  await sql`insert into kept_runs (${columns}) select ${columns} from tool_runs`.execute(db);
  await schema.dropTable("tool_runs").execute();
  await schema.alterTable("kept_runs").renameTo("tool_runs").execute();
  await schema.createIndex("tool_runs_tool").on("tool_runs").columns(["tool_id", "id"]).execute();
  await schema.createIndex("tool_runs_visitor").on("tool_runs").columns(["visitor_id", "created_at"]).execute();
  await schema.createIndex("tool_runs_address").on("tool_runs").columns(["code_to_hash", "created_at"]).execute();
  await schema.createIndex("tool_runs_key").unique().on("tool_runs").columns(["visitor_id", "request_key"]).execute();
  await sql`create index tool_runs_running on tool_runs (id) where state = 'running'`.execute(db);
}

// biome-ignore lint/suspicious/noExplicitAny: as above
async function correctGaps({ schema }: Kysely<any>): Promise<void> {
  await schema
    .createTable("gap_changes")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("kind", "text", (c) => c.notNull())
    .addColumn("from_id", "text", (c) => c.notNull())
    .addColumn("into_id", "text", (c) => c.notNull())
    .addColumn("question_ids", "text", (c) => c.notNull())
    .addColumn("kept", "text", (c) => c.notNull())
    .addColumn("agent_id", "text", (c) => c.notNull())
    .addColumn("created_at", "bigint", (c) => c.notNull())
    .addColumn("undone_at", "bigint")
    .execute();
}

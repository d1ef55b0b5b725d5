import { type Kysely, sql } from "kysely";

/** Deflection: versions and counts of articles, questions and how they ended, gaps, synonyms, tools, settings. */
// biome-ignore lint/suspicious/noExplicitAny: a migration speaks of tables as they were, not as they are
export async function up(db: Kysely<any>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable("desks")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("key", "text", (c) => c.notNull().unique())
    .addColumn("name", "text", (c) => c.notNull())
    .addColumn("created_at", "bigint", (c) => c.notNull())
    .execute();
  await schema.alterTable("sites").addColumn("desk_id", "text").execute();

  await schema
    .createTable("settings")
    .addColumn("scope", "text", (c) => c.notNull())
    .addColumn("name", "text", (c) => c.notNull())
    .addColumn("value", "text", (c) => c.notNull())
    .addColumn("updated_at", "bigint", (c) => c.notNull())
    .addColumn("updated_by", "text")
    .addPrimaryKeyConstraint("settings_pk", ["scope", "name"])
    .execute();

  await schema
    .alterTable("articles")
    .addColumn("version", "integer", (c) => c.notNull().defaultTo(1))
    .execute();
  for (const time of ["publish_at", "expires_at", "review_at"] as const) {
    await schema.alterTable("articles").addColumn(time, "bigint").execute();
    await sql`create index ${sql.ref(`articles_${time}`)} on articles (${sql.ref(time)}) where ${sql.ref(time)} is not null`.execute(
      db,
    );
  }
  for (const owner of ["owner_id", "site_id", "desk_id"] as const) {
    await schema.alterTable("articles").addColumn(owner, "text").execute();
  }

  await schema
    .createTable("article_versions")
    .addColumn("article_id", "text", (c) => c.notNull().references("articles.id").onDelete("cascade"))
    .addColumn("version", "integer", (c) => c.notNull())
    .addColumn("title", "text", (c) => c.notNull())
    .addColumn("summary", "text", (c) => c.notNull())
    .addColumn("keywords", "text", (c) => c.notNull())
    .addColumn("body", "text", (c) => c.notNull())
    .addColumn("images", "text", (c) => c.notNull())
    .addColumn("author_id", "text")
    .addColumn("author_name", "text")
    .addColumn("note", "text", (c) => c.notNull())
    .addColumn("added", "integer", (c) => c.notNull())
    .addColumn("removed", "integer", (c) => c.notNull())
    .addColumn("created_at", "bigint", (c) => c.notNull())
    .addPrimaryKeyConstraint("article_versions_pk", ["article_id", "version"])
    .execute();
  // what is there already is everybody's first version
  await sql`insert into article_versions
    (article_id, version, title, summary, keywords, body, images, author_id, author_name, note, added, removed, created_at)
    select id, 1, title, summary, keywords, body, '{}', null, null, '', 0, 0, updated_at from articles`.execute(db);
  const shown = await db
    .selectFrom("articles")
    .select(["id", "content"])
    .where("content", "like", "%data-file%")
    .execute();
  for (const { id, content } of shown) {
    const images: Record<string, string> = {};
    const visit = (node: unknown): void => {
      if (!Array.isArray(node)) return;
      const { src, "data-file": file } = (node[1] ?? {}) as Record<string, string>;
      if (src !== undefined && file !== undefined) images[file] = src;
      for (const child of node.slice(2)) visit(child);
    };
    for (const node of JSON.parse(content) as unknown[]) visit(node);
    await db
      .updateTable("article_versions")
      .set({ images: JSON.stringify(images) })
      .where("article_id", "=", id)
      .execute();
  }

  await schema
    .createTable("article_days")
    .addColumn("article_id", "text", (c) => c.notNull().references("articles.id").onDelete("cascade"))
    .addColumn("day", "text", (c) => c.notNull())
    .addColumn("views", "integer", (c) => c.notNull())
    .addColumn("shown", "integer", (c) => c.notNull())
    .addColumn("helpful", "integer", (c) => c.notNull())
    .addColumn("unhelpful", "integer", (c) => c.notNull())
    .addColumn("tickets", "integer", (c) => c.notNull())
    .addPrimaryKeyConstraint("article_days_pk", ["article_id", "day"])
    .execute();
  await schema.createIndex("article_days_day").on("article_days").column("day").execute();

  await schema
    .createTable("article_feedback")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("article_id", "text", (c) => c.notNull().references("articles.id").onDelete("cascade"))
    .addColumn("version", "integer", (c) => c.notNull())
    .addColumn("helpful", "integer", (c) => c.notNull())
    .addColumn("comment", "text")
    .addColumn("voice", "text", (c) => c.notNull())
    .addColumn("day", "text", (c) => c.notNull())
    .addColumn("created_at", "bigint", (c) => c.notNull())
    .execute();
  await schema
    .createIndex("article_feedback_voice")
    .unique()
    .on("article_feedback")
    .columns(["article_id", "voice", "day"])
    .execute();

  await schema
    .createTable("search_days")
    .addColumn("day", "text", (c) => c.notNull())
    .addColumn("site_id", "text", (c) => c.notNull())
    .addColumn("lang", "text", (c) => c.notNull())
    .addColumn("q", "text", (c) => c.notNull())
    .addColumn("times", "integer", (c) => c.notNull())
    .addColumn("empty", "integer", (c) => c.notNull())
    .addColumn("unopened", "integer", (c) => c.notNull())
    .addPrimaryKeyConstraint("search_days_pk", ["day", "site_id", "lang", "q"])
    .execute();
  await schema
    .createTable("search_trails")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("lang", "text", (c) => c.notNull())
    .addColumn("q", "text", (c) => c.notNull())
    .addColumn("article_id", "text", (c) => c.notNull())
    .addColumn("day", "text", (c) => c.notNull())
    .execute();
  await schema.createIndex("search_trails_q").on("search_trails").columns(["lang", "q"]).execute();
  await schema
    .createTable("synonyms")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("lang", "text", (c) => c.notNull())
    .addColumn("words", "text", (c) => c.notNull())
    .addColumn("status", "text", (c) => c.notNull())
    .addColumn("evidence", "text", (c) => c.notNull())
    .addColumn("created_at", "bigint", (c) => c.notNull())
    .addColumn("updated_at", "bigint", (c) => c.notNull())
    .execute();
  await schema
    .createTable("passage_vectors")
    .addColumn("hash", "text", (c) => c.notNull())
    .addColumn("model", "text", (c) => c.notNull())
    .addColumn("dimensions", "integer", (c) => c.notNull())
    .addColumn("vector", "text", (c) => c.notNull())
    .addColumn("created_at", "bigint", (c) => c.notNull())
    .addPrimaryKeyConstraint("passage_vectors_pk", ["hash", "model"])
    .execute();

  await schema
    .createTable("questions")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("conversation_id", "text", (c) => c.notNull().references("conversations.id"))
    .addColumn("site_id", "text", (c) => c.notNull())
    .addColumn("visitor_id", "text", (c) => c.notNull())
    .addColumn("answer_seq", "integer", (c) => c.notNull())
    .addColumn("text", "text", (c) => c.notNull())
    .addColumn("lang", "text", (c) => c.notNull())
    .addColumn("decision", "text", (c) => c.notNull())
    .addColumn("confidence", "real", (c) => c.notNull())
    .addColumn("threshold", "real", (c) => c.notNull())
    .addColumn("reasons", "text", (c) => c.notNull())
    .addColumn("ranked", "text", (c) => c.notNull())
    .addColumn("generated", "integer", (c) => c.notNull())
    .addColumn("hold_out", "integer", (c) => c.notNull())
    .addColumn("solved", "integer")
    .addColumn("ticket_id", "text")
    .addColumn("gap_id", "text")
    .addColumn("reviewed", "integer", (c) => c.notNull())
    .addColumn("right_article_id", "text")
    .addColumn("reviewed_by", "text")
    .addColumn("reviewed_at", "bigint")
    .addColumn("created_at", "bigint", (c) => c.notNull())
    .execute();
  await schema.createIndex("questions_conversation").on("questions").column("conversation_id").execute();
  await schema.createIndex("questions_created").on("questions").columns(["created_at", "id"]).execute();
  await schema.createIndex("questions_gap").on("questions").columns(["gap_id", "created_at"]).execute();

  await schema
    .createTable("assisted")
    .addColumn("conversation_id", "text", (c) => c.primaryKey().references("conversations.id"))
    .addColumn("site_id", "text", (c) => c.notNull())
    .addColumn("visitor_id", "text", (c) => c.notNull())
    .addColumn("lang", "text", (c) => c.notNull())
    .addColumn("started_at", "bigint", (c) => c.notNull())
    .addColumn("last_asked_at", "bigint", (c) => c.notNull())
    .addColumn("questions", "integer", (c) => c.notNull())
    .addColumn("answered_at", "bigint")
    .addColumn("confirmed_at", "bigint")
    .addColumn("denied_at", "bigint")
    .addColumn("handed_over_at", "bigint")
    .addColumn("returned_at", "bigint")
    .addColumn("returned_from", "bigint")
    .addColumn("hold_out", "integer", (c) => c.notNull())
    .execute();
  await schema.createIndex("assisted_visitor").on("assisted").columns(["visitor_id", "started_at"]).execute();
  await schema.createIndex("assisted_started").on("assisted").column("started_at").execute();
  // the same person on another device is known by the address they gave
  await sql`create index visitors_email on visitors (email) where email is not null`.execute(db);

  // those who sort questions into gaps take turns by this row
  await db.insertInto("counters").values({ name: "gaps_turn", value: 0 }).execute();
  await schema
    .createTable("gaps")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("title", "text", (c) => c.notNull())
    .addColumn("lang", "text", (c) => c.notNull())
    .addColumn("status", "text", (c) => c.notNull())
    .addColumn("words", "text", (c) => c.notNull())
    .addColumn("article_id", "text")
    .addColumn("published_at", "bigint")
    .addColumn("created_at", "bigint", (c) => c.notNull())
    .addColumn("updated_at", "bigint", (c) => c.notNull())
    .execute();

  await schema
    .createTable("tools")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("name", "text", (c) => c.notNull().unique())
    .addColumn("title", "text", (c) => c.notNull())
    .addColumn("description", "text", (c) => c.notNull())
    .addColumn("url", "text", (c) => c.notNull())
    .addColumn("input_schema", "text", (c) => c.notNull())
    .addColumn("verification", "text", (c) => c.notNull())
    .addColumn("reply", "text", (c) => c.notNull())
    .addColumn("triggers", "text", (c) => c.notNull())
    .addColumn("timeout_seconds", "integer", (c) => c.notNull())
    .addColumn("enabled", "integer", (c) => c.notNull())
    .addColumn("site_id", "text")
    .addColumn("secret", "text", (c) => c.notNull())
    .addColumn("created_at", "bigint", (c) => c.notNull())
    .addColumn("updated_at", "bigint", (c) => c.notNull())
    .execute();
  await schema
    .createTable("tool_runs")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("tool_id", "text", (c) => c.notNull().references("tools.id").onDelete("cascade"))
    .addColumn("conversation_id", "text")
    .addColumn("visitor_id", "text")
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
  await schema.createIndex("tool_runs_tool").on("tool_runs").columns(["tool_id", "id"]).execute();
  await schema.createIndex("tool_runs_visitor").on("tool_runs").columns(["visitor_id", "created_at"]).execute();
  await schema.createIndex("tool_runs_address").on("tool_runs").columns(["code_to_hash", "created_at"]).execute();
  await schema.createIndex("tool_runs_key").unique().on("tool_runs").columns(["visitor_id", "request_key"]).execute();
  await sql`create index tool_runs_running on tool_runs (id) where state = 'running'`.execute(db);

  await schema
    .createTable("model_usage")
    .addColumn("day", "text", (c) => c.notNull())
    .addColumn("conversation_id", "text", (c) => c.notNull())
    .addColumn("calls", "integer", (c) => c.notNull())
    .addColumn("input_tokens", "bigint", (c) => c.notNull())
    .addColumn("output_tokens", "bigint", (c) => c.notNull())
    .addColumn("cost", "real", (c) => c.notNull())
    .addPrimaryKeyConstraint("model_usage_pk", ["day", "conversation_id"])
    .execute();
  await schema.createIndex("model_usage_conversation").on("model_usage").column("conversation_id").execute();
  await schema
    .createTable("calibrations")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("coefficients", "text", (c) => c.notNull())
    .addColumn("provenance", "text", (c) => c.notNull())
    .addColumn("samples", "integer", (c) => c.notNull())
    .addColumn("error", "real", (c) => c.notNull())
    .addColumn("active", "integer", (c) => c.notNull())
    .addColumn("created_at", "bigint", (c) => c.notNull())
    .execute();

  await schema
    .createTable("form_visits")
    .addColumn("site_id", "text", (c) => c.notNull())
    .addColumn("form", "text", (c) => c.notNull())
    .addColumn("visit", "text", (c) => c.notNull())
    .addColumn("day", "text", (c) => c.notNull())
    .addColumn("lang", "text", (c) => c.notNull())
    .addColumn("shown_at", "bigint")
    .addColumn("opened_at", "bigint")
    .addColumn("solved_at", "bigint")
    .addColumn("sent_at", "bigint")
    .addColumn("article_id", "text")
    .addColumn("q", "text")
    .addPrimaryKeyConstraint("form_visits_pk", ["site_id", "form", "visit"])
    .execute();
  await schema.createIndex("form_visits_day").on("form_visits").column("day").execute();
}

import { type Kysely, sql } from "kysely";

/** The first schema: sites, people, conversations, tickets, articles. */
// biome-ignore lint/suspicious/noExplicitAny: a migration speaks of tables as they were, not as they are
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema
    .createTable("sites")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("key", "text", (c) => c.notNull().unique())
    .addColumn("name", "text", (c) => c.notNull())
    .addColumn("locale", "text", (c) => c.notNull())
    .addColumn("accent", "text")
    .addColumn("identity_secret", "text", (c) => c.notNull())
    .addColumn("created_at", "bigint", (c) => c.notNull())
    .execute();

  await db.schema
    .createTable("agents")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("email", "text", (c) => c.notNull().unique())
    .addColumn("name", "text", (c) => c.notNull())
    .addColumn("role", "text", (c) => c.notNull())
    .addColumn("password_hash", "text", (c) => c.notNull())
    .addColumn("available", "integer", (c) => c.notNull())
    .addColumn("online_until", "bigint", (c) => c.notNull())
    .addColumn("last_assigned_at", "bigint", (c) => c.notNull())
    .addColumn("created_at", "bigint", (c) => c.notNull())
    .execute();

  await db.schema
    .createTable("sessions")
    .addColumn("token_hash", "text", (c) => c.primaryKey())
    .addColumn("agent_id", "text", (c) => c.notNull().references("agents.id").onDelete("cascade"))
    .addColumn("created_at", "bigint", (c) => c.notNull())
    .addColumn("expires_at", "bigint", (c) => c.notNull())
    .execute();
  await db.schema.createIndex("sessions_agent").on("sessions").column("agent_id").execute();

  await db.schema
    .createTable("visitors")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("site_id", "text", (c) => c.notNull().references("sites.id"))
    .addColumn("name", "text")
    .addColumn("email", "text")
    .addColumn("external_id", "text")
    .addColumn("verified", "integer", (c) => c.notNull())
    .addColumn("locale", "text")
    .addColumn("attributes", "text", (c) => c.notNull())
    .addColumn("signed_attributes", "text", (c) => c.notNull())
    .addColumn("created_at", "bigint", (c) => c.notNull())
    .addColumn("seen_at", "bigint", (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex("visitors_external")
    .unique()
    .on("visitors")
    .columns(["site_id", "external_id"])
    .execute();

  await db.schema
    .createTable("conversations")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("site_id", "text", (c) => c.notNull().references("sites.id"))
    .addColumn("visitor_id", "text", (c) => c.notNull().references("visitors.id"))
    .addColumn("locale", "text", (c) => c.notNull())
    .addColumn("owner", "text", (c) => c.notNull())
    .addColumn("last_seq", "integer", (c) => c.notNull())
    .addColumn("visitor_read_seq", "integer", (c) => c.notNull())
    .addColumn("agent_read_seq", "integer", (c) => c.notNull())
    .addColumn("preview", "text", (c) => c.notNull())
    .addColumn("last_author", "text", (c) => c.notNull())
    .addColumn("ticket_id", "text")
    .addColumn("page", "text", (c) => c.notNull())
    .addColumn("user_agent", "text")
    .addColumn("created_at", "bigint", (c) => c.notNull())
    .addColumn("updated_at", "bigint", (c) => c.notNull())
    .execute();
  await db.schema.createIndex("conversations_visitor").on("conversations").column("visitor_id").execute();

  await db.schema
    .createTable("messages")
    .addColumn("id", "text", (c) => c.notNull())
    .addColumn("conversation_id", "text", (c) => c.notNull().references("conversations.id"))
    .addColumn("seq", "integer", (c) => c.notNull())
    .addColumn("kind", "text", (c) => c.notNull())
    .addColumn("public", "integer", (c) => c.notNull())
    .addColumn("author_kind", "text", (c) => c.notNull())
    .addColumn("author_id", "text")
    .addColumn("author_name", "text")
    .addColumn("client_id", "text")
    .addColumn("body", "text", (c) => c.notNull())
    .addColumn("data", "text")
    .addColumn("created_at", "bigint", (c) => c.notNull())
    // every index is one more page to write for every message: none for `id`, which nobody looks up
    .addPrimaryKeyConstraint("messages_pk", ["conversation_id", "seq"])
    .execute();
  await db.schema
    .createIndex("messages_client")
    .unique()
    .on("messages")
    .columns(["conversation_id", "client_id"])
    .execute();

  await db.schema
    .createTable("tickets")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("number", "integer", (c) => c.notNull().unique())
    .addColumn("conversation_id", "text", (c) => c.notNull().unique().references("conversations.id"))
    .addColumn("subject", "text", (c) => c.notNull())
    .addColumn("status", "text", (c) => c.notNull())
    .addColumn("priority", "text", (c) => c.notNull())
    .addColumn("assignee_id", "text", (c) => c.references("agents.id"))
    .addColumn("context", "text", (c) => c.notNull())
    .addColumn("tried", "text", (c) => c.notNull())
    .addColumn("transcript_seq", "integer", (c) => c.notNull())
    .addColumn("rating_score", "integer")
    .addColumn("rating_comment", "text")
    .addColumn("rated_resolution_at", "bigint")
    .addColumn("resolved_at", "bigint")
    .addColumn("created_at", "bigint", (c) => c.notNull())
    .addColumn("updated_at", "bigint", (c) => c.notNull())
    .execute();
  await db.schema.createIndex("tickets_updated").on("tickets").columns(["updated_at", "id"]).execute();
  await db.schema.createIndex("tickets_assignee").on("tickets").columns(["assignee_id", "updated_at", "id"]).execute();

  await db.schema
    .createTable("articles")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("slug", "text", (c) => c.notNull())
    .addColumn("key", "text", (c) => c.notNull())
    .addColumn("lang", "text", (c) => c.notNull())
    .addColumn("title", "text", (c) => c.notNull())
    .addColumn("summary", "text", (c) => c.notNull())
    .addColumn("category", "text", (c) => c.notNull())
    .addColumn("body", "text", (c) => c.notNull())
    .addColumn("content", "text", (c) => c.notNull())
    .addColumn("keywords", "text", (c) => c.notNull())
    .addColumn("status", "text", (c) => c.notNull())
    .addColumn("visibility", "text", (c) => c.notNull())
    .addColumn("popular", "integer", (c) => c.notNull())
    .addColumn("position", "integer", (c) => c.notNull())
    .addColumn("source", "text")
    .addColumn("source_path", "text")
    .addColumn("source_hash", "text")
    .addColumn("created_at", "bigint", (c) => c.notNull())
    .addColumn("updated_at", "bigint", (c) => c.notNull())
    .execute();
  await db.schema.createIndex("articles_slug").unique().on("articles").columns(["lang", "slug"]).execute();
  await db.schema.createIndex("articles_key").on("articles").columns(["key", "lang"]).execute();
  await db.schema.createIndex("articles_updated").on("articles").columns(["updated_at", "id"]).execute();
  await db.schema.createIndex("articles_source").unique().on("articles").columns(["source", "source_path"]).execute();

  await db.schema
    .createTable("idempotency_keys")
    .addColumn("scope", "text", (c) => c.notNull())
    .addColumn("key", "text", (c) => c.notNull())
    .addColumn("request_hash", "text", (c) => c.notNull())
    .addColumn("status", "integer", (c) => c.notNull())
    .addColumn("body", "text", (c) => c.notNull())
    .addColumn("created_at", "bigint", (c) => c.notNull())
    .addPrimaryKeyConstraint("idempotency_keys_pk", ["scope", "key"])
    .execute();
  await db.schema.createIndex("idempotency_created").on("idempotency_keys").column("created_at").execute();

  await db.schema
    .createTable("counters")
    .addColumn("name", "text", (c) => c.primaryKey())
    .addColumn("value", "integer", (c) => c.notNull())
    .execute();
  await sql`insert into counters (name, value) values ('ticket_number', 1000), ('articles_version', 0)`.execute(db);
}

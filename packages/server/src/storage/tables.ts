import type { Generated } from "kysely";

/**
 * Every table as both engines read it back: text ids (UUIDv7), numbers for epoch milliseconds and counts, 0/1 for
 * claims, text for JSON.
 */
export type Tables = {
  sites: {
    id: string;
    key: string;
    name: string;
    locale: string;
    accent: string | null;
    identity_secret: string;
    created_at: number;
  };
  agents: {
    id: string;
    email: string;
    name: string;
    role: "admin" | "agent";
    password_hash: string;
    available: number;
    /** A console of theirs was connected until then at least; presence that survives a restart and spans nodes. */
    online_until: number;
    /** When the last ticket was given to them by round robin. */
    last_assigned_at: number;
    created_at: number;
  };
  sessions: { token_hash: string; agent_id: string; created_at: number; expires_at: number };
  visitors: {
    id: string;
    site_id: string;
    name: string | null;
    email: string | null;
    external_id: string | null;
    verified: number;
    locale: string | null;
    attributes: string;
    /** Attributes from a signed identity token; they win over the others. */
    signed_attributes: string;
    created_at: number;
    seen_at: number;
  };
  conversations: {
    id: string;
    site_id: string;
    visitor_id: string;
    locale: string;
    owner: "assistant" | "queue" | "agent";
    /** The `seq` of the last entry; counts up inside the transaction that writes the entry. */
    last_seq: number;
    visitor_read_seq: number;
    agent_read_seq: number;
    preview: string;
    last_author: "visitor" | "assistant" | "agent" | "system";
    ticket_id: string | null;
    page: string;
    user_agent: string | null;
    created_at: number;
    updated_at: number;
  };
  messages: {
    id: string;
    conversation_id: string;
    seq: number;
    kind: "message" | "note" | "event";
    /** 1 where the visitor may see it. */
    public: number;
    author_kind: "visitor" | "assistant" | "agent" | "system";
    author_id: string | null;
    author_name: string | null;
    client_id: string | null;
    body: string;
    /** JSON: the answer's decision and citations on the assistant's messages, the change on events; else null. */
    data: string | null;
    created_at: number;
  };
  tickets: {
    id: string;
    number: number;
    conversation_id: string;
    subject: string;
    status: "new" | "open" | "pending" | "on_hold" | "resolved" | "closed";
    priority: "low" | "medium" | "high" | "critical";
    assignee_id: string | null;
    context: string;
    tried: string;
    transcript_seq: number;
    rating_score: number | null;
    rating_comment: string | null;
    /** The resolution (its time) the rating belongs to: one rating for each. */
    rated_resolution_at: number | null;
    resolved_at: number | null;
    created_at: number;
    updated_at: number;
  };
  articles: {
    id: string;
    slug: string;
    /** Links the same article in several languages. */
    key: string;
    lang: string;
    title: string;
    summary: string;
    category: string;
    body: string;
    /** The rendered tree as JSON (see `knowledge/content.ts`). */
    content: string;
    keywords: string;
    status: "draft" | "published";
    visibility: "public" | "internal";
    /** 1 where the panel's home may offer it before anybody typed. */
    popular: number;
    position: number;
    /** Which import brought it (its root), and under which name there; null for articles written here. */
    source: string | null;
    source_path: string | null;
    /** SHA-256 of the imported text: a re-run leaves the article alone while it is the same. */
    source_hash: string | null;
    created_at: number;
    updated_at: number;
  };
  idempotency_keys: {
    scope: string;
    key: string;
    request_hash: string;
    status: number;
    body: string;
    created_at: number;
  };
  counters: { name: string; value: Generated<number> };
};

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
    /** The department its questions go to. */
    desk_id: string | null;
    created_at: number;
  };
  desks: { id: string; key: string; name: string; created_at: number };
  /** Settings that are changed while running, by scope (a site's id, or '' for all) and name. */
  settings: { scope: string; name: string; value: string; updated_at: number; updated_by: string | null };
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
    status: "draft" | "published" | "archived";
    visibility: "public" | "internal";
    /** 1 where the panel's home may offer it before anybody typed. */
    popular: number;
    position: number;
    /** Which import brought it (its root), and under which name there; null for articles written here. */
    source: string | null;
    source_path: string | null;
    /** SHA-256 of the imported text: a re-run leaves the article alone while it is the same. */
    source_hash: string | null;
    /** Counts up with every change of its text. */
    version: Generated<number>;
    publish_at: number | null;
    expires_at: number | null;
    review_at: number | null;
    owner_id: string | null;
    /** The one site, the one desk it is for; null for all. */
    site_id: string | null;
    desk_id: string | null;
    created_at: number;
    updated_at: number;
  };
  /** Every text an article has had; the newest is the article's own. */
  article_versions: {
    article_id: string;
    version: number;
    title: string;
    summary: string;
    keywords: string;
    body: string;
    /** JSON: where the images that lay beside an imported text are served, by the names it calls them. */
    images: string;
    author_id: string | null;
    author_name: string | null;
    note: string;
    added: number;
    removed: number;
    created_at: number;
  };
  /** Counts of an article's day (UTC, as 2026-11-23). */
  article_days: {
    article_id: string;
    day: string;
    views: number;
    /** Times it was shown as an answer or cited in one. */
    shown: number;
    helpful: number;
    unhelpful: number;
    /** Conversations that became tickets although it was shown or opened. */
    tickets: number;
  };
  article_feedback: {
    id: string;
    article_id: string;
    version: number;
    helpful: number;
    comment: string | null;
    /** Whoever said it, as far as known: a visitor's id, or a keyed hash of the address; one voice a day. */
    voice: string;
    day: string;
    /** Which agent has looked at it, and when. */
    reviewed_by: string | null;
    reviewed_at: number | null;
    created_at: number;
  };
  /** Where the help centre shows a topic among those of its language. */
  category_places: { lang: string; name: string; position: number };
  /** What was searched in a day, with personal data masked. */
  search_days: {
    day: string;
    site_id: string;
    lang: string;
    q: string;
    times: number;
    /** Times it found nothing, or nothing that was opened. */
    empty: number;
    unopened: number;
  };
  /** A search in vain and what the same visitor opened or was helped by afterwards: where synonyms come from. */
  search_trails: { id: string; lang: string; q: string; article_id: string; day: string };
  synonyms: {
    id: string;
    lang: string;
    words: string;
    status: "active" | "suggested" | "dismissed";
    evidence: string;
    created_at: number;
    updated_at: number;
  };
  /** Vectors of passages by what was said and which model said it: the same text is never paid for twice. */
  passage_vectors: { hash: string; model: string; dimensions: number; vector: string; created_at: number };
  /** Every question the assistant was asked, with what its decision rested on. */
  questions: {
    id: string;
    conversation_id: string;
    site_id: string;
    visitor_id: string;
    /** The `seq` of the answer's entry in the conversation. */
    answer_seq: number;
    text: string;
    lang: string;
    decision: "answer" | "clarify" | "escalate";
    confidence: number;
    threshold: number;
    /** JSON: names of reasons. */
    reasons: string;
    /** JSON: the first articles of the ranking with their features. */
    ranked: string;
    generated: number;
    /** 1 where its visitor is in the hold-out share. */
    hold_out: number;
    /** What the visitor said of the answer. */
    solved: number | null;
    ticket_id: string | null;
    gap_id: string | null;
    /** 1 once somebody looked at it; the article that answers it, where one was named. */
    reviewed: number;
    right_article_id: string | null;
    reviewed_by: string | null;
    reviewed_at: number | null;
    created_at: number;
  };
  /** One row a conversation in which the assistant was asked: all that its end is decided from. */
  assisted: {
    conversation_id: string;
    site_id: string;
    visitor_id: string;
    lang: string;
    started_at: number;
    last_asked_at: number;
    questions: number;
    /** When it last got an answer; null where it never did. */
    answered_at: number | null;
    confirmed_at: number | null;
    /** When its visitor last said that it did not help. */
    denied_at: number | null;
    handed_over_at: number | null;
    /** When the same visitor asked or wrote again, in this conversation or another, after it had ended well. */
    returned_at: number | null;
    /** When what they came back from had been solved. */
    returned_from: number | null;
    hold_out: number;
  };
  gaps: {
    id: string;
    title: string;
    lang: string;
    status: "open" | "drafted" | "published" | "dismissed";
    /** JSON: the words its questions share, with their weights, by language. */
    words: string;
    article_id: string | null;
    published_at: number | null;
    created_at: number;
    updated_at: number;
  };
  /** What people put right in gaps: two that are one, questions that belong elsewhere. */
  gap_changes: {
    id: string;
    kind: "merged" | "moved";
    from_id: string;
    into_id: string;
    /** JSON: the questions that went from one to the other. */
    question_ids: string;
    /** JSON: the rows of both gaps before, as far as taking it back needs them. */
    kept: string;
    agent_id: string;
    created_at: number;
    undone_at: number | null;
  };
  tools: {
    id: string;
    name: string;
    title: string;
    description: string;
    url: string;
    input_schema: string;
    verification: "none" | "email_code";
    reply: string;
    triggers: string;
    timeout_seconds: number;
    enabled: number;
    site_id: string | null;
    /** Encrypted with a key made from the server's secret. */
    secret: string;
    created_at: number;
    updated_at: number;
  };
  /** Tools that were deleted: their runs stay. */
  retired_tools: { id: string; name: string; title: string; retired_by: string | null; retired_at: number };
  tool_runs: {
    id: string;
    /** A tool, or one that was deleted. */
    tool_id: string;
    conversation_id: string | null;
    visitor_id: string | null;
    /** The admin who tried it. */
    agent_id: string | null;
    by: "visitor" | "assistant" | "admin";
    /** `running` from before the request leaves until its result is kept: a restart knows what it cannot know. */
    state: "needs_code" | "running" | "done" | "failed" | "refused";
    /** What was given, with what looks like card numbers masked. */
    input: string;
    status: number | null;
    output: string | null;
    error: string | null;
    millis: number | null;
    /** The Idempotency-Key it was started under: one run for each of a visitor's. */
    request_key: string | null;
    /** What was given, encrypted, while a code is awaited. */
    sealed_input: string | null;
    /** Where the code went: masked, and as a keyed hash. */
    code_to: string | null;
    code_to_hash: string | null;
    /** Keyed hash of the code that was sent, how often it was guessed, until when it holds. */
    code_hash: string | null;
    code_tries: number;
    code_expires_at: number | null;
    created_at: number;
  };
  /** Tokens and money a model used, by day (UTC) and conversation ('' where there is none). */
  model_usage: {
    day: string;
    conversation_id: string;
    calls: number;
    input_tokens: number;
    output_tokens: number;
    cost: number;
  };
  /** Confidence coefficients fitted to this knowledge base; the newest active one counts. */
  calibrations: {
    id: string;
    coefficients: string;
    provenance: string;
    samples: number;
    error: number;
    active: number;
    created_at: number;
  };
  /** What happened beside contact forms, once for each visit, event by event. */
  form_visits: {
    site_id: string;
    form: string;
    visit: string;
    day: string;
    lang: string;
    shown_at: number | null;
    opened_at: number | null;
    solved_at: number | null;
    sent_at: number | null;
    article_id: string | null;
    q: string | null;
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

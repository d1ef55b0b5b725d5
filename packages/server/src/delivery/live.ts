import type { ServerFrame } from "@kotae/sdk/schema";

/**
 * Who may hear a frame. `conversation:` is everyone who may see it; `notes:` the agents who follow that conversation;
 * `agents` every agent; `visitor:` all sockets of one visitor; `public` every visitor.
 */
export type Topic = `conversation:${string}` | `notes:${string}` | `visitor:${string}` | "agents" | "public";

/** Tells whoever listens, now. A hint only: the database is the truth, and anybody may miss it. */
export type Publish = (topic: Topic, frame: ServerFrame) => void;

import type { Author, Role } from "@kotae/sdk/schema";

/** Who does something. `public` is anybody who has shown nothing yet. */
export type Actor =
  | { kind: "public" }
  | { kind: "visitor"; id: string; siteId: string }
  | { kind: "agent"; id: string; name: string; role: Role };

export type VisitorActor = Extract<Actor, { kind: "visitor" }>;
export type AgentActor = Extract<Actor, { kind: "agent" }>;

export const assistant: Author = { kind: "assistant", id: null, name: null };
export const authorOf = (agent: { id: string; name: string }): Author => ({
  kind: "agent",
  id: agent.id,
  name: agent.name,
});

/** The two things a composer writes. */
export type DraftKind = "reply" | "note";

/** A message on its way that the server has not acknowledged yet. */
export type Outgoing = { clientId: string; kind: DraftKind; body: string; createdAt: string };

/** What was written and not sent, kept on this device for one agent. */
export type Drafts = {
  read(ticketId: string, kind: DraftKind): string;
  write(ticketId: string, kind: DraftKind, text: string): void;
  outgoing(ticketId: string): Outgoing[];
  setOutgoing(ticketId: string, items: Outgoing[]): void;
};

/**
 * Drafts in `storage`, by agent, ticket and kind.
 *
 * Where the storage is full or forbidden they live as long as the tab.
 */
export function openDrafts(storage: Storage, agentId: string): Drafts {
  const memory = new Map<string, string>();
  const get = (key: string) => {
    try {
      return memory.get(key) ?? storage.getItem(key) ?? "";
    } catch {
      return memory.get(key) ?? "";
    }
  };
  const set = (key: string, value: string) => {
    try {
      if (value === "") storage.removeItem(key);
      else storage.setItem(key, value);
      memory.delete(key);
    } catch {
      memory.set(key, value);
    }
  };
  const draftKey = (ticketId: string, kind: DraftKind) => `kotae.draft.${agentId}.${ticketId}.${kind}`;
  const outgoingKey = (ticketId: string) => `kotae.outgoing.${agentId}.${ticketId}`;

  return {
    read: (ticketId, kind) => get(draftKey(ticketId, kind)),
    write: (ticketId, kind, text) => set(draftKey(ticketId, kind), text),
    outgoing(ticketId) {
      try {
        const items: unknown = JSON.parse(get(outgoingKey(ticketId)) || "[]");
        return Array.isArray(items) ? items.filter(isOutgoing) : [];
      } catch {
        return [];
      }
    },
    setOutgoing: (ticketId, items) => set(outgoingKey(ticketId), items.length === 0 ? "" : JSON.stringify(items)),
  };
}

function isOutgoing(item: unknown): item is Outgoing {
  if (typeof item !== "object" || item === null) return false;
  const { clientId, kind, body, createdAt } = item as Record<string, unknown>;
  return (
    typeof clientId === "string" &&
    typeof body === "string" &&
    typeof createdAt === "string" &&
    (kind === "reply" || kind === "note")
  );
}

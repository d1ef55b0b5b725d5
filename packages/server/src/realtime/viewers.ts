import type { Viewer } from "@kotae/sdk/schema";

export type Viewing = { ticketId: string; agentId: string; name: string; writing: boolean };

/** What each socket (by its number) has on screen; a socket shows one ticket at most. */
export type Viewers = ReadonlyMap<number, Viewing>;

/** The same with this socket looking at something else, or at nothing (`null`). */
export function look(viewers: Viewers, socket: number, viewing: Viewing | null): Viewers {
  const next = new Map(viewers);
  if (viewing) next.set(socket, viewing);
  else next.delete(socket);
  return next;
}

/** The agents at one ticket, by name: each once, and writing where one of its sockets is. */
export function viewersOf(viewers: Viewers, ticketId: string): Viewer[] {
  const agents = new Map<string, Viewer>();
  for (const viewing of viewers.values()) {
    if (viewing.ticketId !== ticketId) continue;
    const writing = viewing.writing || (agents.get(viewing.agentId)?.writing ?? false);
    agents.set(viewing.agentId, { id: viewing.agentId, name: viewing.name, writing });
  }
  return [...agents.values()].sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1));
}

/** The tickets at which somebody is. */
export const viewedTickets = (viewers: Viewers): string[] => [
  ...new Set([...viewers.values()].map(({ ticketId }) => ticketId)),
];

/** Every ticket whose agents differ, with those who are there now. */
export function changes(before: Viewers, after: Viewers): { ticketId: string; agents: Viewer[] }[] {
  return [...new Set([...viewedTickets(before), ...viewedTickets(after)])]
    .filter((id) => JSON.stringify(viewersOf(before, id)) !== JSON.stringify(viewersOf(after, id)))
    .map((ticketId) => ({ ticketId, agents: viewersOf(after, ticketId) }));
}

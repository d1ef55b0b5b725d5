import { errorCodes, KotaeError } from "@kotae/sdk/errors";
import { type ClientFrame, closeCodes, protocolVersion } from "@kotae/sdk/schema";
import { catchUp, follow } from "./follow.ts";
import type { Hub, Peer, Reader } from "./hub.ts";
import { complain, refuse, tell } from "./peer.ts";
import { arrive, presenceFor } from "./presence.ts";
import { viewedTickets, viewersOf } from "./viewers.ts";

export type Hello = Extract<ClientFrame, { t: "hello" }>;

/** Lets a socket in: who it is, what it follows, `ready`, how things stand, and then what it missed. */
export async function greet(hub: Hub, peer: Peer, hello: Hello): Promise<void> {
  const reader = await recognise(hub, peer, hello);
  if (!reader || peer.isEnding) return;
  if ((hub.sockets[reader.kind].get(reader.id) ?? 0) >= hub.limits.socketsPerReader) {
    refuse(hub, peer, closeCodes.tooMany, "rate_limited", `At most ${hub.limits.socketsPerReader} sockets at a time.`);
    return;
  }
  peer.reader = reader;
  // stored before `ready`, so that an agent who has it can be given work
  await arrive(hub, reader);
  const resume = hello.resume ?? {};
  const asked = Object.keys(resume);
  const own = reader.kind === "visitor" ? await hub.deps.mayFollow(reader, undefined) : [];
  const others = asked.filter((id) => !own.includes(id));
  const allowed = new Set([...own, ...(others.length > 0 ? await hub.deps.mayFollow(reader, others) : [])]);
  if (peer.isEnding) return;
  // those it asks for first, should there be more than one socket may follow
  const ids = new Set([...asked.filter((id) => allowed.has(id)), ...allowed]);
  subscribe(hub, peer, reader, [...ids].slice(0, hub.limits.follows), resume);
  tell(hub, peer, {
    t: "ready",
    v: protocolVersion,
    you: { kind: reader.kind, id: reader.id },
    heartbeatSeconds: hub.limits.heartbeatMs / 1000,
  });
  peer.isReady = true;
  tellHowThingsStand(hub, peer, reader);
  await sendMissed(hub, peer, reader, resume, allowed);
}

/** Follows more conversations, and sends what was missed of them. */
export async function followMore(
  hub: Hub,
  peer: Peer,
  reader: Reader,
  resume: Readonly<Record<string, number>>,
): Promise<void> {
  const asked = Object.keys(resume);
  const allowed = new Set(await hub.deps.mayFollow(reader, asked));
  if (peer.isEnding) return;
  const fresh = asked.filter((id) => allowed.has(id) && !peer.follows.has(id));
  if (peer.follows.size + fresh.length > hub.limits.follows) {
    complain(hub, peer, "rate_limited", `At most ${hub.limits.follows} conversations on one socket.`);
    return;
  }
  for (const id of asked) if (allowed.has(id)) follow(hub, peer, reader, id, true);
  await sendMissed(hub, peer, reader, resume, allowed);
}

async function recognise(hub: Hub, peer: Peer, { token }: Hello): Promise<Reader | undefined> {
  const { cookie, isSameOrigin } = peer.opening ?? {};
  peer.opening = undefined;
  if (token === undefined && !isSameOrigin) {
    refuse(hub, peer, closeCodes.unauthorized, "origin_refused", "Another site's page needs a token.");
    return undefined;
  }
  try {
    return await hub.deps.authenticate(token !== undefined ? { token } : cookie !== undefined ? { cookie } : {});
  } catch (error) {
    if (!KotaeError.is(error) || ![401, 403].includes(errorCodes[error.code])) throw error;
    refuse(hub, peer, closeCodes.unauthorized, error.code, error.message);
    return undefined;
  }
}

/** Subscribes to everything at once, so that nothing falls between the reading of a backlog and the listening. */
function subscribe(hub: Hub, peer: Peer, reader: Reader, ids: string[], resume: Readonly<Record<string, number>>) {
  const { bus } = hub.deps;
  if (reader.kind === "agent") peer.stops = [bus.subscribe("agents", peer.listener)];
  else peer.stops = [bus.subscribe(`visitor:${reader.id}`, peer.listener), bus.subscribe("public", peer.listener)];
  for (const id of ids) follow(hub, peer, reader, id, Object.hasOwn(resume, id));
}

function tellHowThingsStand(hub: Hub, peer: Peer, { kind }: Reader): void {
  tell(hub, peer, presenceFor(hub, kind));
  if (kind !== "agent") return;
  for (const ticketId of viewedTickets(hub.viewers)) {
    tell(hub, peer, { t: "viewing", ticketId, agents: viewersOf(hub.viewers, ticketId) });
  }
}

async function sendMissed(
  hub: Hub,
  peer: Peer,
  reader: Reader,
  resume: Readonly<Record<string, number>>,
  allowed: ReadonlySet<string>,
): Promise<void> {
  const refused = Object.keys(resume).filter((id) => !allowed.has(id));
  // the same words for what is not there and what is somebody else's
  if (refused.length > 0) complain(hub, peer, "not_found", `No such conversation: ${refused.join(", ")}`);
  for (const [id, after] of Object.entries(resume)) if (allowed.has(id)) await catchUp(hub, peer, reader, id, after);
}

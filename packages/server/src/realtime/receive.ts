import { type ErrorCode, errorCodes, KotaeError } from "@kotae/sdk/errors";
import { type ClientFrame, clientFrame, closeCodes } from "@kotae/sdk/schema";
import { unfollow } from "./follow.ts";
import { take } from "./frame-limit.ts";
import { followMore, greet } from "./hello.ts";
import type { Hub, Peer, Reader } from "./hub.ts";
import { complain, end, refuse, tell } from "./peer.ts";
import { setTyping, show } from "./presence.ts";
import { look } from "./viewers.ts";

/** Takes what a client sent: counts it, reads it, and answers it when everything before it has been answered. */
export function receive(hub: Hub, peer: Peer, data: Buffer, isBinary: boolean): void {
  if (peer.isEnding) return;
  const { limits } = hub;
  const now = hub.deps.now();
  peer.seenAt = now;
  const bucket = take(peer.bucket, { perSecond: limits.framesPerSecond, burst: limits.frameBurst }, now);
  if (!bucket) {
    refuse(hub, peer, closeCodes.tooMany, "rate_limited", `At most ${limits.framesPerSecond} frames a second.`);
    return;
  }
  peer.bucket = bucket;
  const frame = isBinary ? new KotaeError("invalid_json", "Frames are text.") : parse(data);
  if (KotaeError.is(frame)) refuse(hub, peer, closeCodes.badFrame, frame.code, frame.message);
  else if (frame.t !== "hello" && peer.opening) {
    refuse(hub, peer, closeCodes.unauthorized, "unauthorized", "The first frame must be hello.");
  } else if (frame.t === "ping" && peer.isReady) tell(hub, peer, { t: "pong" });
  else if (!peer.queue) void answerAll(hub, peer, frame);
  else if (peer.queue.length < limits.queuedFrames) peer.queue.push(frame);
  else refuse(hub, peer, closeCodes.tooMany, "rate_limited", "Too many frames at a time.");
}

function parse(data: Buffer): ClientFrame | KotaeError {
  let json: unknown;
  try {
    json = JSON.parse(data.toString());
  } catch {
    return new KotaeError("invalid_json", "The frame is not JSON.");
  }
  const parsed = clientFrame.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return new KotaeError("invalid_input", `${issue?.path.join(".") || "frame"}: ${issue?.message}`);
}

/** Answers a frame and those that come meanwhile, one after another, in the order they came in. */
async function answerAll(hub: Hub, peer: Peer, first: ClientFrame): Promise<void> {
  const queue: ClientFrame[] = [first];
  peer.queue = queue;
  for (let frame = queue.shift(); frame && !peer.isEnding; frame = queue.shift()) {
    try {
      await answer(hub, peer, frame);
    } catch (error) {
      fail(hub, peer, frame, error);
    }
  }
  peer.queue = undefined;
}

function fail(hub: Hub, peer: Peer, frame: ClientFrame, error: unknown): void {
  if (KotaeError.is(error) && errorCodes[error.code] < 500) {
    complain(hub, peer, error.code, error.message);
  } else {
    hub.deps.log?.warn({ err: error, frame: frame.t }, "a frame could not be answered");
    complain(hub, peer, "internal", "Something went wrong here.");
  }
  // without its hello a socket is of no use; the client comes back
  if (!peer.isReady) end(hub, peer, 1011);
}

function answer(hub: Hub, peer: Peer, frame: ClientFrame): Promise<void> | undefined {
  if (frame.t === "hello" && peer.opening) return greet(hub, peer, frame);
  const { reader } = peer;
  if (!reader) return undefined;
  const say = (code: ErrorCode, detail: string) => complain(hub, peer, code, detail);
  switch (frame.t) {
    case "hello":
      say("conflict", "There was a hello already.");
      return undefined;
    case "subscribe":
      return followMore(hub, peer, reader, frame.resume);
    case "unsubscribe":
      for (const id of frame.ids) unfollow(hub, peer, id);
      return undefined;
    case "ping":
      tell(hub, peer, { t: "pong" });
      return undefined;
    case "viewing":
      if (reader.kind !== "agent") say("forbidden", "Only agents look at tickets.");
      else show(hub, look(hub.viewers, peer.number, viewing(reader, frame)));
      return undefined;
    case "typing":
    case "read":
      if (!peer.follows.has(frame.conversationId)) say("not_found", `No such conversation: ${frame.conversationId}`);
      else if (frame.t === "read") return hub.deps.markRead(reader, frame.conversationId, frame.seq);
      else type(hub, peer, frame.conversationId, frame.on);
      return undefined;
  }
}

const viewing = ({ id, name }: Reader & { kind: "agent" }, frame: ClientFrame & { t: "viewing" }) =>
  frame.ticketId === null ? null : { ticketId: frame.ticketId, agentId: id, name, writing: frame.writing };

function type(hub: Hub, peer: Peer, conversationId: string, on: boolean): void {
  const now = hub.deps.now();
  if (!on) {
    if (peer.typing?.conversationId === conversationId) setTyping(hub, peer, undefined);
  } else if (now - peer.typedAt >= hub.limits.typingIntervalMs) {
    peer.typedAt = now;
    setTyping(hub, peer, conversationId);
  }
}

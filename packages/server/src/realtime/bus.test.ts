import type { ServerFrame } from "@kotae/sdk/schema";
import { expect, it, vi } from "vitest";
import { createBus } from "./bus.ts";

const frame: ServerFrame = { t: "presence", online: true };

it("tells those who listen to a topic, and nobody else", () => {
  const bus = createBus();
  const agents = vi.fn();
  const visitors = vi.fn();
  bus.subscribe("agents", agents);
  bus.subscribe("public", visitors);
  bus.publish("agents", frame);
  expect(agents).toHaveBeenCalledTimes(1);
  expect(visitors).not.toHaveBeenCalled();
});

it("tells nobody who has stopped listening, even while it is telling", () => {
  const bus = createBus();
  const heard: string[] = [];
  const stops: (() => void)[] = [];
  bus.subscribe("agents", () => {
    heard.push("first");
    for (const stop of stops) stop();
  });
  stops.push(bus.subscribe("agents", () => heard.push("second")));
  bus.publish("agents", frame);
  bus.publish("agents", frame);
  expect(heard).toEqual(["first", "first"]);
});

it("keeps the listeners of a topic that was left empty and taken up again", () => {
  const bus = createBus();
  const stop = bus.subscribe("agents", () => undefined);
  stop();
  const heard = vi.fn();
  bus.subscribe("agents", heard);
  stop();
  bus.publish("agents", frame);
  expect(heard).toHaveBeenCalledTimes(1);
});

it("encodes a frame once for all, and not at all where nobody asks", () => {
  const bus = createBus();
  const stringify = vi.spyOn(JSON, "stringify");
  bus.subscribe("agents", () => undefined);
  bus.publish("agents", frame);
  expect(stringify).not.toHaveBeenCalled();
  const texts: string[] = [];
  for (let n = 0; n < 3; n++) bus.subscribe("agents", (_, encoded) => texts.push(encoded()));
  bus.publish("agents", frame);
  expect(stringify).toHaveBeenCalledTimes(1);
  stringify.mockRestore();
  expect(texts).toEqual(Array(3).fill('{"t":"presence","online":true}'));
});

it("tells the others when one listener throws, and spares the publisher", () => {
  const errors: unknown[] = [];
  const bus = createBus((error) => errors.push(error));
  const heard = vi.fn();
  bus.subscribe("agents", () => {
    throw new Error("broken");
  });
  bus.subscribe("agents", heard);
  bus.publish("agents", frame);
  expect(heard).toHaveBeenCalledTimes(1);
  expect(errors).toEqual([new Error("broken")]);
});

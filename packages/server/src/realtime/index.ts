export { type Bus, createBus } from "./bus.ts";
export { createGateway } from "./gateway.ts";
export type { GatewayDeps, GatewayLimits, Reader } from "./hub.ts";

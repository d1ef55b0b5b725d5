export { type Bus, createBus, type Listener } from "./bus.ts";
export { createGateway, type Gateway, realtimePath } from "./gateway.ts";
export type { GatewayDeps, GatewayLimits, Reader } from "./hub.ts";

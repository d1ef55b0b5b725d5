import type { Output } from "@kotae/sdk/schema";
import { isPublicAddress } from "./address.ts";
import { createCall, type Outgoing, type Reply, type Resolve } from "./call.ts";
import { createVault, type Vault } from "./vault.ts";

/** What the room keeps for a whole process: its vault, its way out, and what is under way. */
export type Tools = {
  vault: Vault;
  call(request: Outgoing): Promise<Reply>;
  /** Whether requests to this address may leave at all, as far as the address itself tells. */
  mayCall(url: string, address: string): boolean;
  /** Lets requests to addresses that begin so go to this machine: the demo's own answers. */
  trust(urlPrefix: string): void;
  /** Requests that have left and are not answered yet, by the run they belong to. */
  underWay: Map<string, Promise<Output<"startToolRun">>>;
};

/** Makes what tools need once for a process. */
export function createTools(options: { secret: string; allowPrivate: boolean; resolve?: Resolve }): Tools {
  const trusted: string[] = [];
  const mayCall: Tools["mayCall"] = (url, address) =>
    options.allowPrivate ||
    isPublicAddress(address) ||
    // as the URL is read, so that no `..` leads out of what is trusted
    trusted.some((prefix) => new URL(url).href.startsWith(prefix));
  return {
    vault: createVault(options.secret),
    call: createCall(mayCall, options.resolve),
    mayCall,
    trust: (prefix) => {
      trusted.push(prefix);
    },
    underWay: new Map(),
  };
}

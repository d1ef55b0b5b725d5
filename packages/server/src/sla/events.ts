import type { Status } from "@kotae/sdk/schema";
import type { Clock } from "./clocks.ts";
import type { Terms } from "./terms.ts";

type Numbered = {
  /** The event's number in the ticket's history; it rises, and one that was there already changes nothing. */
  readonly seq: number;
  /** Epoch ms. */
  readonly at: number;
};

/** What can happen to a ticket's clocks. The first event is `opened`; what follows on it is ignored until then. */
export type SlaEvent = Numbered &
  (
    | {
        readonly type: "opened";
        readonly ticketId: string;
        /** Who wants something of whom: a ticket an agent opened towards a customer owes no first response. */
        readonly by: "customer" | "agent";
        /** While the assistant has it, no clock lives. */
        readonly owner: "assistant" | "people";
        readonly status: Status;
        readonly terms: Terms | null;
        readonly messageId: string | null;
      }
    | { readonly type: "handed_over" }
    | {
        readonly type: "message";
        readonly messageId: string;
        readonly author: "customer" | "agent" | "assistant" | "system";
        readonly visibility: "public" | "internal";
        /** Out-of-office mails, bounces, what rules send: these neither ask nor answer. */
        readonly automatic: boolean;
      }
    | { readonly type: "status"; readonly status: Status }
    /** Another priority, type, tier or desk, or another version of the policy: what is promised from now on. */
    | { readonly type: "terms"; readonly terms: Terms | null }
    /** Another ticket was merged into this one; `waiting` is what that one's customer was waiting for (`waitingOf`). */
    | { readonly type: "absorbed"; readonly ticketId: string; readonly waiting: Clock | null }
    | { readonly type: "merged"; readonly into: string }
    | { readonly type: "cancelled"; readonly reason: string }
    | { readonly type: "restored" }
  );

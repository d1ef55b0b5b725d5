import type { Outgoing } from "./call.ts";
import type { Given } from "./input.ts";
import { signingSecrets } from "./secrets.ts";
import { signatureHeaders } from "./sign.ts";
import type { SiteTool, ToolRow } from "./tool.ts";
import type { Vault } from "./vault.ts";

/** Who asks, as the receiver is told. */
export type Asker = {
  id: string;
  email?: string;
  externalId?: string;
  /** True where it is certain that they are who they seem: `verifiedBy` says from what. */
  verified: boolean;
  verifiedBy: "identity" | "email_code" | null;
};

/** What is sent, as the receiver reads it (`docs/tools.md`). */
export type ToolCall = {
  tool: string;
  input: Given;
  visitor: Asker;
  conversationId: string | null;
  dryRun: boolean;
  locale: "en" | "ja";
};

/** The signed request of one run; its id is the run's, so that a receiver can tell a repeat. */
export function requestOf(
  vault: Vault,
  row: ToolRow,
  tool: SiteTool,
  runId: string,
  call: ToolCall,
  now: number,
): Outgoing {
  const body = JSON.stringify(call);
  return {
    url: tool.url,
    headers: {
      accept: "application/json",
      "accept-encoding": "identity",
      "content-type": "application/json",
      "user-agent": "kotae-tools/1",
      ...signatureHeaders(signingSecrets(vault, row, now), runId, Math.floor(now / 1000), body),
      ...(call.dryRun ? { "kotae-dry-run": "1" } : {}),
    },
    body,
    timeoutMillis: tool.timeoutSeconds * 1000,
  };
}

/** The visitor as the receiver is told; a code that was given makes an address certain, a signed token the person. */
export function askerOf(
  visitor: { id: string; email: string | null; external_id: string | null; verified: number },
  gaveCode: boolean,
): Asker {
  const isSigned = visitor.verified === 1;
  return {
    id: visitor.id,
    ...(visitor.email === null ? {} : { email: visitor.email }),
    ...(visitor.external_id === null ? {} : { externalId: visitor.external_id }),
    verified: isSigned || gaveCode,
    verifiedBy: gaveCode ? "email_code" : isSigned ? "identity" : null,
  };
}

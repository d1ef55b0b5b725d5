import { KotaeError } from "../errors.ts";

/** Headers as any server hands them over. */
export type SignedHeaders = Headers | Readonly<Record<string, string | readonly string[] | undefined>>;

export type VerifyOptions = {
  /** Epoch milliseconds; the clock by default. */
  now?: number;
  /** How far the request's time may be from now; 300 by default. */
  toleranceSeconds?: number;
};

/** A request that was really sent by who has the secret: its id, when it was signed, and what it says. */
export type Verified<T> = { id: string; timestamp: number; data: T };

/**
 * Checks a request signed by Standard Webhooks, and gives what it says.
 *
 * `body` is the text as it came, before anything parsed it. Several secrets may be given while one is replaced. Throws
 * `unauthorized` where a header is missing, the request is too old or from the future, or no signature fits.
 *
 * @example
 * const { id, data } = await verify(secret, request.headers, await request.text());
 */
export async function verify<T = unknown>(
  secret: string | readonly string[],
  headers: SignedHeaders,
  body: string,
  { now = Date.now(), toleranceSeconds = 300 }: VerifyOptions = {},
): Promise<Verified<T>> {
  const [id, timestamp, signatures] = ["webhook-id", "webhook-timestamp", "webhook-signature"].map((name) =>
    headerOf(headers, name),
  );
  if (!id || !timestamp || !signatures) throw refusal("The request is not signed.");
  const seconds = /^\d{1,12}$/.test(timestamp) ? Number(timestamp) : Number.NaN;
  // written so that no number at all is too far away, too
  if (!(Math.abs(now / 1000 - seconds) <= toleranceSeconds)) {
    throw refusal("The request is too old, or from the future.");
  }
  const keys = await Promise.all((typeof secret === "string" ? [secret] : secret).map(keyOf));
  const signed = new TextEncoder().encode(`${id}.${timestamp}.${body}`);
  for (const each of signatures.split(" ")) {
    const [version, value = ""] = each.split(",", 2);
    const signature = version === "v1" ? bytesOf(value) : undefined;
    if (!signature) continue;
    for (const key of keys) {
      // compares in constant time
      if (await crypto.subtle.verify("HMAC", key, signature, signed)) {
        return { id, timestamp: seconds * 1000, data: JSON.parse(body) as T };
      }
    }
  }
  throw refusal("The signature does not fit.");
}

const refusal = (detail: string) =>
  new KotaeError("unauthorized", detail, { hint: "Check the secret, and pass the body as it came." });

function headerOf(headers: SignedHeaders, name: string): string | undefined {
  if (headers instanceof Headers) return headers.get(name) ?? undefined;
  const found = Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
  return typeof found === "string" || found === undefined ? found : found.join(" ");
}

async function keyOf(secret: string): Promise<CryptoKey> {
  const bytes = bytesOf(secret.replace(/^whsec_/, ""));
  // an empty key would make a signature that anybody can make
  if (!bytes || bytes.length < 16) throw refusal("The secret is not one: it begins with whsec_.");
  return crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["verify"]);
}

/** What base64 stands for; undefined where it is none. */
function bytesOf(base64: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  } catch {
    return undefined;
  }
}

import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";
import { KotaeError } from "@kotae/sdk/errors";

/** Keeps what the database holds but whoever reads the database must not: sealed under the server's secret. */
export type Vault = {
  /** Encrypts for one place (a row's id); what is copied to another place does not open there. */
  seal(text: string, place: string): string;
  /** Throws `internal` where it was sealed with another secret, for another place, or was changed. */
  open(sealed: string, place: string): string;
  /** A keyed hash: known again by this server, not to be guessed from a copy of the database. */
  print(...parts: string[]): string;
};

/** A vault under a key made from the server's secret. */
export function createVault(secret: string): Vault {
  const sealing = Buffer.from(hkdfSync("sha256", secret, "", "kotae tool secrets", 32));
  const printing = Buffer.from(hkdfSync("sha256", secret, "", "kotae tool codes", 32));
  return {
    seal(text, place) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", sealing, nonce).setAAD(Buffer.from(place));
      const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return ["v1", ...[nonce, body, cipher.getAuthTag()].map((part) => part.toString("base64url"))].join(".");
    },
    open(sealed, place) {
      const [version, ...parts] = sealed.split(".");
      const [nonce, body, tag] = parts.map((part) => Buffer.from(part, "base64url"));
      try {
        if (version !== "v1" || !nonce || !body || tag?.length !== 16) throw new Error("not a sealed text");
        const cipher = createDecipheriv("aes-256-gcm", sealing, nonce).setAAD(Buffer.from(place)).setAuthTag(tag);
        return Buffer.concat([cipher.update(body), cipher.final()]).toString("utf8");
      } catch (cause) {
        throw new KotaeError("internal", "A stored secret could not be read.", {
          hint: "It was stored under another KOTAE_SECRET. Give the tool a new secret.",
          cause,
        });
      }
    },
    print: (...parts) => createHmac("sha256", printing).update(JSON.stringify(parts)).digest("base64url"),
  };
}

import { verify } from "@kotae/sdk/webhooks";
import { describe, expect, it } from "vitest";
import { firstSecret, nextSecret, overlapHours, signingSecrets } from "./secrets.ts";
import { signatureHeaders } from "./sign.ts";
import { createVault } from "./vault.ts";

const vault = createVault("a secret of at least thirty-two characters");

describe("the vault", () => {
  it("opens what it sealed, in its place only, and never seals the same twice", () => {
    const sealed = vault.seal("whsec_x", "tool-1");
    expect(sealed).not.toContain("whsec");
    expect(vault.open(sealed, "tool-1")).toBe("whsec_x");
    expect(vault.seal("whsec_x", "tool-1")).not.toBe(sealed);
    expect(() => vault.open(sealed, "tool-2")).toThrow("could not be read");
    expect(() => createVault("another secret of thirty-two characters").open(sealed, "tool-1")).toThrow();
  });

  it("does not open what was changed in any part", () => {
    const sealed = vault.seal("whsec_x", "tool-1");
    for (const at of [0, 1, 2, 3]) {
      const parts = sealed.split(".");
      parts[at] = at === 0 ? "v2" : `${parts[at]?.startsWith("A") ? "B" : "A"}${parts[at]?.slice(1)}`;
      expect(() => vault.open(parts.join("."), "tool-1")).toThrow("could not be read");
      expect(() => vault.open(parts.slice(0, at).join("."), "tool-1")).toThrow("could not be read");
    }
  });

  it("makes prints that differ by key and by every part", () => {
    expect(vault.print("code", "a", "123456")).toBe(vault.print("code", "a", "123456"));
    expect(vault.print("code", "a", "123456")).not.toBe(vault.print("code", "b", "123456"));
    expect(vault.print("code", "a1", "2")).not.toBe(vault.print("code", "a", "12"));
    expect(vault.print("x")).not.toBe(createVault("another secret of thirty-two characters").print("x"));
  });
});

describe("a tool's secrets", () => {
  it("sign as receivers verify, and while one is replaced with both", async () => {
    const first = firstSecret(vault, "tool-1");
    expect(first.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const now = 1_800_000_000_000;
    const next = nextSecret(vault, "tool-1", first.sealed, now);
    const row = { id: "tool-1", secret: next.sealed };
    const body = JSON.stringify({ 答: "え" });
    const during = signingSecrets(vault, row, now + overlapHours * 3_600_000 - 1);
    expect(during).toEqual([next.secret, first.secret]);
    const headers = signatureHeaders(during, "run-1", now / 1000, body);
    for (const secret of during) expect((await verify(secret, headers, body, { now })).data).toEqual({ 答: "え" });
    const after = signingSecrets(vault, row, now + overlapHours * 3_600_000);
    expect(after).toEqual([next.secret]);
    await expect(
      verify(first.secret, signatureHeaders(after, "run-1", now / 1000, body), body, { now }),
    ).rejects.toMatchObject({ code: "unauthorized" });
  });
});

import { describe, expect, it } from "vitest";
import { hashPassword, isPassword } from "./password.ts";

describe("passwords", () => {
  it("are known again, and no other is", async () => {
    const hash = await hashPassword("たぬき horse battery");
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await isPassword("たぬき horse battery", hash)).toBe(true);
    expect(await isPassword("たぬき horse batterY", hash)).toBe(false);
  });

  it("never match where there is no account, or a hash that is none", async () => {
    expect(await isPassword("anything", undefined)).toBe(false);
    expect(await isPassword("anything", "plain text")).toBe(false);
  });

  it("are salted: the same password has another hash each time", async () => {
    expect(await hashPassword("same password")).not.toBe(await hashPassword("same password"));
  });
});

import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { verify } from "./verify.ts";

const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const now = 1_614_265_330_000;
const body = '{"test": 2432232314}';
const sign = (key: string, id: string, seconds: number, text: string) =>
  `v1,${createHmac("sha256", Buffer.from(key.slice(6), "base64"))
    .update(`${id}.${seconds}.${text}`)
    .digest("base64")}`;
const headers = (change: Record<string, string | undefined> = {}) => ({
  "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
  "webhook-timestamp": "1614265330",
  // the example of the Standard Webhooks documentation
  "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
  ...change,
});

describe("verify", () => {
  it("knows the example of the standard, in whatever form the headers come", async () => {
    const verified = { id: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: now, data: { test: 2_432_232_314 } };
    expect(await verify(secret, headers(), body, { now })).toEqual(verified);
    expect(await verify(secret, new Headers(headers()), body, { now })).toEqual(verified);
    const shouted = Object.fromEntries(Object.entries(headers()).map(([key, value]) => [key.toUpperCase(), [value]]));
    expect(await verify(secret, shouted as Record<string, string[]>, body, { now })).toEqual(verified);
  });

  it("refuses a body, an id or a time that was changed", async () => {
    await expect(verify(secret, headers(), `${body} `, { now })).rejects.toMatchObject({ code: "unauthorized" });
    await expect(verify(secret, headers({ "webhook-id": "msg_other" }), body, { now })).rejects.toThrow("does not fit");
    const later = headers({ "webhook-timestamp": "1614265331" });
    await expect(verify(secret, later, body, { now })).rejects.toThrow("does not fit");
  });

  it("refuses what is too old, from the future, or has no time at all", async () => {
    for (const [offset, tolerance, isFine] of [
      [300, 300, true],
      [301, 300, false],
      [-300, 300, true],
      [-301, 300, false],
      [11, 10, false],
    ] as const) {
      const asked = verify(secret, headers(), body, { now: now + offset * 1000, toleranceSeconds: tolerance });
      if (isFine) await expect(asked).resolves.toMatchObject({ timestamp: now });
      else await expect(asked).rejects.toThrow("too old");
    }
    for (const time of ["", "soon", "1614265330.5", "-1614265330", "1e9"]) {
      const asked = verify(secret, headers({ "webhook-timestamp": time }), body, { now });
      await expect(asked).rejects.toMatchObject({ code: "unauthorized" });
    }
  });

  it("takes any of several signatures, and any of several secrets", async () => {
    const other = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
    const id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    const both = `v1,AAAA v2,unknown ${sign(other, id, 1_614_265_330, body)} ${headers()["webhook-signature"]}`;
    await expect(verify(secret, headers({ "webhook-signature": both }), body, { now })).resolves.toMatchObject({ id });
    await expect(verify([other, secret], headers(), body, { now })).resolves.toMatchObject({ id });
    await expect(verify(other, headers(), body, { now })).rejects.toThrow("does not fit");
  });

  it("refuses a request without a signature, and a secret that is none", async () => {
    for (const signature of [
      undefined,
      "",
      "v1",
      "v1,",
      "v1,!!!",
      "v1a,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    ]) {
      const asked = verify(secret, headers({ "webhook-signature": signature }), body, { now });
      await expect(asked).rejects.toMatchObject({ code: "unauthorized" });
    }
    for (const none of ["", "whsec_", "whsec_c2hvcnQ=", "whsec_***"]) {
      await expect(verify(none, headers(), body, { now })).rejects.toThrow("secret");
    }
    await expect(verify([], headers(), body, { now })).rejects.toThrow("does not fit");
  });

  it("takes what was signed and nothing that differs by a character", async () => {
    await fc.assert(
      fc.asyncProperty(fc.json(), fc.nat(), fc.string({ minLength: 1, maxLength: 1 }), async (text, at, char) => {
        const signed = headers({ "webhook-signature": sign(secret, headers()["webhook-id"], 1_614_265_330, text) });
        expect((await verify(secret, signed, text, { now })).data).toEqual(JSON.parse(text));
        const place = at % text.length;
        const changed = text.slice(0, place) + char + text.slice(place + 1);
        if (changed !== text) await expect(verify(secret, signed, changed, { now })).rejects.toThrow("does not fit");
      }),
      { numRuns: 50 },
    );
  });
});

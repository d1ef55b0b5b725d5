import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hostOf, isPlainlyPrivate, isPublicAddress, urlProblem } from "./address.ts";

describe("an address", () => {
  it("is public or not", () => {
    for (const address of ["1.1.1.1", "8.8.8.8", "93.184.216.34", "172.15.255.255", "172.32.0.1", "100.63.255.255"]) {
      expect([address, isPublicAddress(address)]).toEqual([address, true]);
    }
    for (const address of ["2606:4700:4700::1111", "2400:cb00::1", "2a00:1450:4001::200e"]) {
      expect([address, isPublicAddress(address)]).toEqual([address, true]);
    }
    for (const address of [
      "0.0.0.0",
      "10.0.0.1",
      "100.64.0.1",
      "100.100.100.200",
      "127.0.0.1",
      "127.255.255.254",
      "169.254.169.254",
      "172.16.0.1",
      "172.31.255.255",
      "192.0.0.170",
      "192.168.1.1",
      "198.18.0.1",
      "224.0.0.1",
      "240.0.0.1",
      "255.255.255.255",
      "::",
      "::1",
      "::ffff:127.0.0.1",
      "::ffff:7f00:1",
      "::ffff:8.8.8.8",
      "::127.0.0.1",
      "64:ff9b::7f00:1",
      "64:ff9b:1::1",
      "fe80::1",
      "fe80::1%eth0",
      "fc00::1",
      "fd00:ec2::254",
      "fec0::1",
      "ff02::1",
      "2001::1",
      "2001:db8::1",
      "2002:7f00:1::",
      "3fff::1",
      "not an address",
      "",
    ]) {
      expect([address, isPublicAddress(address)]).toEqual([address, false]);
    }
  });

  it("is what it is in every way of writing it", () => {
    for (const [url, host] of [
      ["https://2130706433/", "127.0.0.1"],
      ["https://0x7f000001/", "127.0.0.1"],
      ["https://0177.0.0.1/", "127.0.0.1"],
      ["https://127.1/", "127.0.0.1"],
      ["https://0xa9.254.0251.0376/", "169.254.169.254"],
      ["https://１２７.0.0.1/", "127.0.0.1"],
      ["https://127。0。0。1/", "127.0.0.1"],
      ["https://[::ffff:127.0.0.1]/", "::ffff:7f00:1"],
      ["https://[0:0:0:0:0:0:0:1]/", "::1"],
      ["https://localhost/", "localhost"],
      ["https://LOCALHOST/", "localhost"],
      ["https://kotae.localhost/", "kotae.localhost"],
    ] as const) {
      expect([url, hostOf(new URL(url)), isPlainlyPrivate(url)]).toEqual([url, host, true]);
    }
    expect(isPlainlyPrivate("https://tools.example.com/")).toBe(false);
    expect(isPlainlyPrivate("https://1.1.1.1/")).toBe(false);
  });

  it("of every private network is refused, mapped into IPv6 too", () => {
    const byte = fc.integer({ min: 0, max: 255 });
    const network = fc.constantFrom([10], [127], [192, 168], [169, 254], [172, 16], [0]);
    fc.assert(
      fc.property(network, byte, byte, byte, byte, (head, ...tail) => {
        const address = [...head, ...tail].slice(0, 4).join(".");
        expect([address, isPublicAddress(address), isPublicAddress(`::ffff:${address}`)]).toEqual([
          address,
          false,
          false,
        ]);
      }),
    );
  });

  it("may be written into a tool with https, or with http for this machine", () => {
    for (const fine of [
      "https://api.example.com/orders",
      "http://127.0.0.1:8787/x",
      "http://localhost/x",
      "http://[::1]/",
    ]) {
      expect([fine, urlProblem(fine)]).toEqual([fine, undefined]);
    }
    for (const wrong of [
      "http://api.example.com/orders",
      "http://10.0.0.1/",
      "ftp://api.example.com/",
      "https://user:secret@api.example.com/",
      "https://api.example.com/#part",
      "//api.example.com",
      "",
    ]) {
      expect([wrong, urlProblem(wrong)]).toEqual([wrong, expect.any(String)]);
    }
  });
});

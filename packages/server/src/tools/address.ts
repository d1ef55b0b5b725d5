import { BlockList, isIP, isIPv4 } from "node:net";

/** Everything in IPv4 that is not a public machine: private, shared, loopback, link-local, tests, multicast. */
const closed4 = new BlockList();
for (const [network, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const) {
  closed4.addSubnet(network, bits, "ipv4");
}

/** The one part of IPv6 that is given out, and what in it is no public machine or wraps another address. */
const open6 = new BlockList();
open6.addSubnet("2000::", 3, "ipv6");
const closed6 = new BlockList();
for (const [network, bits] of [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const) {
  closed6.addSubnet(network, bits, "ipv6");
}

/** Whether an IP address is one of the public internet; what is no IP address is not. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !closed4.check(address, "ipv4");
  // a mapped address is outside of 2000::/3 like everything that is not given out, so none gets through in disguise
  return isIP(address) === 6 && open6.check(address, "ipv6") && !closed6.check(address, "ipv6");
}

/** The host of a URL without the brackets of IPv6; the URL's own parser has made decimal and octal forms plain. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, "");

const isLoopback = (host: string) =>
  host === "localhost" || host.endsWith(".localhost") || host === "::1" || (isIPv4(host) && host.startsWith("127."));

/** What is wrong with a tool's address whoever it belongs to, or undefined where it is fine. */
export function urlProblem(text: string): string | undefined {
  const url = URL.parse(text);
  if (!url) return "must be a URL";
  if (url.username !== "" || url.password !== "") return "must not have a user or password in it";
  if (url.hash !== "") return "must not have a fragment";
  if (url.protocol === "https:") return undefined;
  if (url.protocol === "http:" && isLoopback(hostOf(url))) return undefined;
  return "must begin with https:// (http:// is for this machine only)";
}

/** Whether the host is written as an address that is not public, or as a name of this machine. */
export const isPlainlyPrivate = (text: string): boolean => {
  const host = hostOf(new URL(text));
  return isLoopback(host) || (isIP(host) !== 0 && !isPublicAddress(host));
};

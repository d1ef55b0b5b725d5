import { changeLinks } from "./dom.ts";

/** The articles of an export by their ids there, with the languages each is in, and the hosts they stood on. */
export type Known = { langs: ReadonlyMap<string, readonly string[]>; hosts: ReadonlySet<string> };

/** HTML of another help desk whose links to its own articles lead to where they are brought: `123.ja`, beside it. */
export const linkToNeighbours = (html: string, lang: string, { langs, hosts }: Known): string =>
  changeLinks(html, (href) => {
    const [, host, id, fragment] =
      /^(?:https?:\/\/([^/]+))?\/(?:[^#?]*\/)?articles\/(\d+)[^#]*(#.*)?$/i.exec(href.trim()) ?? [];
    const there = id === undefined ? undefined : langs.get(id);
    if (!there || (host !== undefined && hosts.size > 0 && !hosts.has(host.toLowerCase()))) return href;
    return `${id}.${there.includes(lang) ? lang : there[0]}${fragment ?? ""}`;
  });

/** The host of an article's public address, where it has one. */
export const hostOf = (url: string): string | undefined =>
  URL.canParse(url) ? new URL(url).host.toLowerCase() : undefined;

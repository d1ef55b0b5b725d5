import type { PageContext } from "@kotae/sdk/schema";
import { clean } from "./words.ts";

/** Where the visitor is, leaving out whatever the server would not take. */
export function pageContext(page: Window): PageContext {
  const { location, document, screen } = page;
  const title = clean(document.title).slice(0, 300).toWellFormed();
  return {
    ...(isWebUrl(location.href) && { url: location.href }),
    title,
    ...(isWebUrl(document.referrer) && { referrer: document.referrer }),
    timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC",
    screen: `${screen.width}x${screen.height}`,
  };
}

const isWebUrl = (url: string) => /^https?:\/\//i.test(url) && url.length <= 2_048;

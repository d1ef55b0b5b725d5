import { useSpeech } from "./language.ts";

const address = /https?:\/\/[^\s<>"'「」『』（）、。]+/giu;

/** The same address, or undefined where it is not a web page: nothing else may become a link. */
export function safeHref(url: string): string | undefined {
  try {
    const { protocol, href } = new URL(url, location.origin);
    return protocol === "http:" || protocol === "https:" ? href : undefined;
  } catch {
    return undefined;
  }
}

/** Plain text cut into words and web addresses; punctuation that ends a sentence stays outside the address. */
export function linkParts(text: string): { text: string; href?: string }[] {
  const parts: { text: string; href?: string }[] = [];
  let from = 0;
  for (const match of text.matchAll(address)) {
    const url = match[0].replace(/[.,;:!?)\]]+$/u, "");
    const href = safeHref(url);
    if (href === undefined) continue;
    if (match.index > from) parts.push({ text: text.slice(from, match.index) });
    parts.push({ text: url, href });
    from = match.index + url.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from) });
  return parts;
}

/** Somebody's words as they were written, with addresses to follow. */
export function Prose({ text, lang }: { text: string; lang: string }) {
  return (
    <div class="prose" lang={lang} dir="auto">
      {linkParts(text).map((part, index) =>
        part.href === undefined ? (
          part.text
        ) : (
          <a key={index} href={part.href} target="_blank" rel="noopener noreferrer nofollow">
            {part.text}
          </a>
        ),
      )}
    </div>
  );
}

/** A link that leaves the console; screen readers hear that it opens a new tab. */
export function OuterLink({ url, children, class: className }: { url: string; children: string; class?: string }) {
  const { t } = useSpeech();
  const href = safeHref(url);
  if (href === undefined) return <span class={className}>{children}</span>;
  return (
    <a class={className} href={href} target="_blank" rel="noopener noreferrer">
      {children}
      <span class="unseen"> ({t.app.newTab})</span>
    </a>
  );
}

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

/** Words and the code between them, as the assistant quotes it from articles: fenced, and maybe with its language. */
export function codeParts(text: string): { text: string; isCode: boolean }[] {
  return text
    .split(/^```[^\n`]*\n([\s\S]*?)\n?^```[ \t]*$/m)
    .map((part, index) => ({ text: part.replace(/^\n+|\n+$/g, ""), isCode: index % 2 === 1 }))
    .filter((part) => part.text !== "");
}

/** Somebody's words as they were written, with code set apart and addresses to follow. */
export function Prose({ text, lang }: { text: string; lang: string }) {
  return (
    <div class="prose" lang={lang} dir="auto">
      {codeParts(text).map((part, index) =>
        part.isCode ? (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          <pre key={index} class="prose-code" lang="en" dir="ltr" tabIndex={0}>
            {part.text}
          </pre>
        ) : (
          <Linked key={index} text={part.text} />
        ),
      )}
    </div>
  );
}

const Linked = ({ text }: { text: string }) => (
  <>
    {linkParts(text).map((part, index) =>
      part.href === undefined ? (
        part.text
      ) : (
        <a key={index} href={part.href} target="_blank" rel="noopener noreferrer nofollow">
          {part.text}
        </a>
      ),
    )}
  </>
);

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

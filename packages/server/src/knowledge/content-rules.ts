/** What may stand in an article: every other tag, attribute and address is gone before anything is stored. */

const digits = /^\d{1,4}$/;
const one = (...values: string[]) => new RegExp(`^(?:${values.join("|")})$`, "i");

/** Allowed tags with their allowed attributes and the values those may have. */
export const allowedTags: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  ...Object.fromEntries(
    `p div h2 h3 h4 h5 h6 ul li dl dt dd blockquote pre em strong b i s del ins u sub sup kbd mark small br hr a img
     table thead tbody tfoot tr caption figure figcaption summary`
      .split(/\s+/)
      .map((tag) => [tag, {}]),
  ),
  abbr: { title: /^[\s\S]{0,300}$/ },
  ol: { start: digits },
  th: { colspan: digits, rowspan: digits, align: one("left", "center", "right"), scope: one("row", "col") },
  td: { colspan: digits, rowspan: digits, align: one("left", "center", "right") },
  code: { class: /^language-[\w+#.-]{1,30}$/ },
  details: { open: /^$/ },
  img: { alt: /^[\s\S]{0,1000}$/, title: /^[\s\S]{0,300}$/, width: digits, height: digits },
};

/** Tags whose content is not text for people: they go with everything in them. */
export const removedTags: ReadonlySet<string> = new Set(
  `script style template noscript iframe frame frameset object embed applet svg math head title textarea select option
   button canvas audio video map noembed noframes xmp plaintext listing`.split(/\s+/),
);

/** Tags that are written differently here: no heading may compete with the page's title. */
export const renamedTags: Readonly<Record<string, string>> = { h1: "h2", strike: "del", tt: "code", section: "div" };

export const voidTags: ReadonlySet<string> = new Set(["br", "hr", "img"]);

const linkSchemes = new Set(["http:", "https:", "mailto:", "tel:"]);
const imageSchemes = new Set(["http:", "https:"]);
const addressChars = 2_048;

/** An address that may stand in a link, cleaned as a browser would read it; undefined where it may not. */
export const linkUrl = (value: string) => safeUrl(value, linkSchemes);

/** An address that may stand in an image; `data:` is not among them. */
export const imageUrl = (value: string) => safeUrl(value, imageSchemes);

function safeUrl(value: string, schemes: ReadonlySet<string>): string | undefined {
  // browsers drop tabs and line breaks anywhere, and controls and spaces around: so must who judges the scheme
  const url = value.replace(/[\t\n\r]/g, "").replace(/^[\u0000-\u0020\u007f-\u00a0\ufeff]+|[\u0000-\u0020]+$/g, "");
  if (url === "" || url.length > addressChars || /[\u0000-\u001f\u007f]/.test(url)) return undefined;
  const colon = url.search(/[:/?#\\]/);
  if (colon === -1 || url[colon] !== ":") return url;
  if (!URL.canParse(url)) return undefined;
  return schemes.has(new URL(url).protocol) ? url : undefined;
}

import { elements, named, type Page, type PageElement, type PageNode, remove, replaceWith, textIn } from "./dom.ts";

/** A block with more than this share of the words around it is where the text is. */
const mostOfIt = 0.7;
const blocks = new Set(["body", "div", "section", "article", "table", "tbody", "tr", "td", "center", "form", "font"]);
/** What stands around a text on every page. */
const furniture = new Set(["nav", "footer", "aside", "script", "style", "template", "noscript", "dialog", "menu"]);
const furnitureRoles = new Set(["navigation", "banner", "contentinfo", "complementary", "search", "toolbar", "dialog"]);
const furnitureClasses =
  /^(?:breadcrumbs?|toc|table-of-contents|sidebar|side-?nav|pagination(?:-nav)?|pager|prev-?next|edit-this-page|edit-page|theme-edit-this-page|theme-doc-footer|theme-doc-toc-\w+|skip-?(?:link|to-content)|cookie-(?:banner|consent|notice)|share(?:-buttons|-links)?|social-share|article-votes|article-relatives|related-articles|recent-articles|comments?-section|navbar|footer|md-source-file|sphinxsidebar|related)$/i;
const signChars = 40;
/** A form with fewer words is a search or a vote; one with more is how some servers wrap a whole page. */
const formChars = 300;

/** The part of a page that is its text: what it says is its main part, else the block that holds most of the words. */
export function mainContent(page: Page): PageElement | undefined {
  const body = elements(page, named("body"))[0] ?? elements(page, named("html"))[0];
  const mains = elements(page, (element) => element.name === "main" || element.attribs.role === "main");
  const main = longest(mains.filter((element) => textIn(element).trim() !== ""));
  if (main) return inner(main) ?? main;
  if (!body) return undefined;
  return inner(body) ?? densest(body);
}

/** The one article of a part, where most of its words are. */
function inner(part: PageElement): PageElement | undefined {
  const article = longest(elements(part, named("article")));
  return article && words(article) > mostOfIt * words(part) ? article : undefined;
}

const longest = (all: readonly PageElement[]) => all.toSorted((a, b) => textIn(b).length - textIn(a).length)[0];

function densest(body: PageElement): PageElement {
  let best = body;
  for (;;) {
    const whole = words(best);
    const next = (best.children as PageNode[]).find(
      (child): child is PageElement => "attribs" in child && blocks.has(child.name) && words(child) > mostOfIt * whole,
    );
    if (!next) return best;
    best = next;
  }
}

/** How many characters of a part are neither links nor furniture. */
function words(part: PageNode): number {
  if (part.type === "text") return (part as unknown as { data: string }).data.trim().length;
  if (!("children" in part)) return 0;
  if ("attribs" in part && (part.name === "a" || isFurniture(part as PageElement))) return 0;
  return (part.children as PageNode[]).reduce((sum, child) => sum + words(child), 0);
}

function isFurniture(element: PageElement): boolean {
  const { role, class: classes = "", hidden, "aria-hidden": isUnheard } = element.attribs;
  if (furniture.has(element.name)) return true;
  // a sign beside the words; more than that is an answer that opens when somebody asks for it
  if ((hidden !== undefined || isUnheard === "true") && textIn(element).length < signChars) return true;
  if (role !== undefined && furnitureRoles.has(role)) return true;
  return classes.split(/\s+/).some((name) => furnitureClasses.test(name));
}

/** Takes out of a page's main part what is not its text: ways around the site, forms, signs that link to headings. */
export function clearFurniture(main: PageElement): void {
  for (const header of elements(main, named("header")).filter((element) => element !== main)) {
    replaceWith(header, elements(header, named("h1")));
  }
  const isInTheWay = (element: PageElement) =>
    element !== main &&
    (isFurniture(element) ||
      (element.name === "form" && textIn(element).length < formChars) ||
      (element.name === "a" && /^[\s#¶§🔗\u200b\u00a0]+$/u.test(textIn(element)) && !hasImage(element)));
  for (const element of elements(main, isInTheWay)) remove(element);
}

const hasImage = (element: PageElement) => elements(element, named("img")).length > 0;

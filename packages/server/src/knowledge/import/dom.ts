import { DomUtils, parseDocument } from "htmlparser2";

export type Page = ReturnType<typeof parseDocument>;
export type PageNode = Page["children"][number];
export type PageElement = Extract<PageNode, { attribs: Record<string, string> }>;

export const parsePage = (html: string): Page => parseDocument(html);

export const parseXml = (text: string): Page => parseDocument(text, { xmlMode: true });

/** Every element of a page or a part of it that passes the test, in the order of reading. */
export const elements = (within: Page | PageNode, test: (element: PageElement) => boolean): PageElement[] =>
  DomUtils.findAll((node) => test(node as PageElement), [within as PageNode]) as PageElement[];

export const named =
  (...names: string[]) =>
  (element: PageElement) =>
    names.includes(element.name);

export const textIn = (node: Page | PageNode): string => DomUtils.textContent(node);

export const remove = (node: PageNode): void => DomUtils.removeElement(node);

/** Puts other nodes in the place of one. */
export function replaceWith(node: PageNode, others: readonly PageNode[]): void {
  for (const other of others) {
    remove(other);
    DomUtils.prepend(node, other);
  }
  remove(node);
}

export const innerHtml = (node: Page | PageNode): string => DomUtils.getInnerHTML(node);

/** HTML with its links as `change` gives them. */
export function changeLinks(html: string, change: (href: string) => string): string {
  if (!/href/i.test(html)) return html;
  const page = parsePage(html);
  for (const link of elements(page, named("a"))) {
    if (link.attribs.href !== undefined) link.attribs.href = change(link.attribs.href);
  }
  return innerHtml(page);
}

import {
  addArticle,
  buildIndex,
  type Filter,
  passes,
  removeArticle,
  type SearchArticle,
  type SearchIndex,
} from "@kotae/sdk/search";

/*
 * How telling a word is depends on all articles of an index. Who may see only some of them searches an index of just
 * those: it ranks as their device does, which knows no others, and what other sites write changes nothing for them. Sites
 * that see the same share one; where everybody sees everything there is none.
 */

/** The site and the desk an article is for, each empty where it is for all. */
type Scope = `${string}/${string}`;
type Own = { index: SearchIndex; sees: ReadonlySet<Scope>; isComplete: boolean };

/** By language: how many public articles each scope has, and the scope of each article. */
const counts = new Map<string, Map<Scope, number>>();
const scopes = new Map<string, { lang: string; scope: Scope }>();
/** By language and what is seen. */
const owns = new Map<string, Own>();

/**
 * Articles that all these indexes together may hold when one more is begun. Whoever comes later searches the whole shelf,
 * with a filter: to drop an index for the sake of another would have both built again and again.
 */
const roomFor = 60_000;
const hasRoom = () => [...owns.values()].reduce((sum, { index }) => sum + index.articles.size, 0) < roomFor;

const scopeOf = ({ siteId, deskId }: SearchArticle): Scope => `${siteId ?? ""}/${deskId ?? ""}`;

/** Takes note of a public article that was put on its language's shelf. */
export function admit(lang: string, article: SearchArticle): void {
  dismiss(article.id);
  const scope = scopeOf(article);
  scopes.set(article.id, { lang, scope });
  const own = counts.get(lang) ?? new Map<Scope, number>();
  counts.set(lang, own.set(scope, (own.get(scope) ?? 0) + 1));
  for (const { index, sees } of owns.values()) {
    if (index.lang === lang && sees.has(scope)) addArticle(index, article);
  }
  forgetOthers(lang);
}

/** Takes note that an article is gone from the public shelves. */
export function dismiss(id: string): void {
  const was = scopes.get(id);
  if (!was) return;
  scopes.delete(id);
  const own = counts.get(was.lang) as Map<Scope, number>;
  const left = (own.get(was.scope) as number) - 1;
  if (left > 0) own.set(was.scope, left);
  else own.delete(was.scope);
  for (const { index } of owns.values()) removeArticle(index, id);
}

/** The synonyms of these indexes are the shelves' own. */
export const ownIndexes = (): SearchIndex[] => [...owns.values()].map(({ index }) => index);

/**
 * The index somebody searches: the shelf itself where they may see all of it or there is no room for one of theirs;
 * nothing where theirs is still to be built.
 */
export function indexFor(shelf: SearchIndex, filter: Filter): SearchIndex | undefined {
  const seen = seenBy(shelf.lang, filter);
  if (seen === undefined) return shelf;
  const own = owns.get(keyOf(shelf.lang, seen));
  if (!own) return hasRoom() ? undefined : shelf;
  return own.isComplete ? own.index : undefined;
}

/** Builds the index somebody searches, one article a step; the last step gives it. */
export function* buildFor(
  shelf: SearchIndex,
  filter: Filter,
  synonyms: string[][] | undefined,
): Generator<undefined, SearchIndex> {
  for (;;) {
    const seen = seenBy(shelf.lang, filter);
    if (seen === undefined) return shelf;
    const key = keyOf(shelf.lang, seen);
    const known = owns.get(key);
    if (!known && !hasRoom()) return shelf;
    const own = known ?? { index: buildIndex([], shelf.lang, { synonyms }), sees: new Set(seen), isComplete: false };
    owns.set(key, own);
    if (own.isComplete) return own.index;
    for (const entry of [...shelf.articles.values()]) {
      const { id } = entry.article;
      // it may have changed meanwhile, and then it is there already
      if (shelf.articles.get(id) !== entry || !own.sees.has(scopeOf(entry.article))) continue;
      if (own.index.articles.get(id)?.article === entry.article) continue;
      addArticle(own.index, entry.article);
      yield;
    }
    own.isComplete = true;
    // somebody else's scope may have come or gone while this was built
    if (owns.get(key) === own) return own.index;
  }
}

/** The scopes a filter lets through, in their order; nothing where it lets all through. */
function seenBy(lang: string, { siteId, deskId }: Filter): Scope[] | undefined {
  if (siteId === undefined && deskId === undefined) return undefined;
  const all = [...(counts.get(lang)?.keys() ?? [])];
  const seen = all.filter((scope) => {
    const [site, desk] = scope.split("/") as [string, string];
    return passes({ siteId: site || null, deskId: desk || null } as SearchArticle, { siteId, deskId } as Filter);
  });
  return seen.length === all.length ? undefined : seen.sort();
}

const keyOf = (lang: string, seen: readonly Scope[]) => `${lang} ${seen.join(" ")}`;

/** Drops the indexes that nobody can ask for any more: of a scope that is empty now, or of all there are. */
function forgetOthers(lang: string): void {
  const all = counts.get(lang) as Map<Scope, number>;
  for (const [key, { index, sees }] of owns) {
    const isAskedFor = sees.size < all.size && [...sees].every((scope) => all.has(scope));
    if (index.lang === lang && !isAskedFor) owns.delete(key);
  }
}
